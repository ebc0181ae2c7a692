using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>Takes many datagrams from a socket with one system call where the system has one for it (Linux), one by one elsewhere.</summary>
/// <remarks>Owned by one receive loop; several readers may share a socket. What <see cref="Datagram"/> returns is valid until the next <see cref="Receive"/>.</remarks>
internal sealed class DatagramReader
{
    private const int DontWait = 0x40;
    private const int Truncated = 0x20;
    private const int AddressLength = 28;
    private const int Again = 11;
    private const int Interrupted = 4;
    private const int Refused = 111;

    private readonly Socket _socket;
    private readonly int _datagramBytes;
    private readonly byte[] _payload;
    private readonly byte[] _addresses;
    private readonly IoVector[] _vectors;
    private readonly MessageHeader[] _messages;
    private readonly EndPoint _anySource;
    private EndPoint? _singleSource;

    /// <param name="socket">The bound socket; not owned.</param>
    /// <param name="capacity">How many datagrams one call may take.</param>
    /// <param name="datagramBytes">Room per datagram; a longer one is cut by the kernel and marked by <see cref="IsTruncated"/>.</param>
    public DatagramReader(Socket socket, int capacity, int datagramBytes)
    {
        _socket = socket;
        _datagramBytes = datagramBytes;
        _anySource = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        if (!OperatingSystem.IsLinux())
        {
            capacity = 1;
        }

        // Pinned for their whole life: the kernel is given their addresses in every call.
        _payload = GC.AllocateUninitializedArray<byte>(capacity * datagramBytes, pinned: true);
        _addresses = GC.AllocateArray<byte>(capacity * AddressLength, pinned: true);
        _vectors = GC.AllocateArray<IoVector>(capacity, pinned: true);
        _messages = GC.AllocateArray<MessageHeader>(capacity, pinned: true);
        for (var i = 0; i < capacity; i++)
        {
            _vectors[i] = new IoVector { Base = Marshal.UnsafeAddrOfPinnedArrayElement(_payload, i * datagramBytes), Length = (nuint)datagramBytes };
            _messages[i].Name = Marshal.UnsafeAddrOfPinnedArrayElement(_addresses, i * AddressLength);
            _messages[i].Vectors = Marshal.UnsafeAddrOfPinnedArrayElement(_vectors, i);
            _messages[i].VectorCount = 1;
        }
    }

    /// <summary>Waits for datagrams and takes what is there.</summary>
    /// <param name="wait">How long to wait for the first one.</param>
    /// <returns>How many were taken; 0 when none came in time.</returns>
    /// <exception cref="SocketException">The socket failed.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    public int Receive(TimeSpan wait)
    {
        if (!_socket.Poll(wait, SelectMode.SelectRead))
        {
            return 0;
        }

        return OperatingSystem.IsLinux() ? ReceiveMany() : ReceiveOne();
    }

    /// <summary>The payload of one of the datagrams just taken.</summary>
    public ReadOnlySpan<byte> Datagram(int index) => _payload.AsSpan(index * _datagramBytes, (int)_messages[index].Length);

    /// <summary>Whether the datagram was longer than the room for it.</summary>
    public bool IsTruncated(int index) => (_messages[index].Flags & Truncated) != 0;

    /// <summary>Who sent one of the datagrams just taken.</summary>
    public IPEndPoint Source(int index)
    {
        if (_singleSource is IPEndPoint single)
        {
            return single;
        }

        var address = new SocketAddress(_socket.AddressFamily, AddressLength);
        _addresses.AsSpan(index * AddressLength, AddressLength).CopyTo(address.Buffer.Span);
        return (IPEndPoint)_anySource.Create(address);
    }

    /// <summary>The sender's address without its port, as a number to look it up by.</summary>
    public UInt128 SourceKey(int index)
    {
        if (_singleSource is IPEndPoint single)
        {
            Span<byte> bytes = stackalloc byte[16];
            single.Address.MapToIPv6().TryWriteBytes(bytes, out _);
            return BinaryPrimitives.ReadUInt128BigEndian(bytes);
        }

        // sockaddr_in has the address after family and port, sockaddr_in6 after family, port and flow.
        var name = _addresses.AsSpan(index * AddressLength, AddressLength);
        return _socket.AddressFamily == AddressFamily.InterNetwork
            ? BinaryPrimitives.ReadUInt32BigEndian(name[4..])
            : BinaryPrimitives.ReadUInt128BigEndian(name[8..]);
    }

    private int ReceiveMany()
    {
        for (var i = 0; i < _messages.Length; i++)
        {
            // In and out: the kernel overwrites the room with what it used.
            _messages[i].NameLength = AddressLength;
        }

        var count = ReceiveMessages(_socket.SafeHandle, Marshal.UnsafeAddrOfPinnedArrayElement(_messages, 0), (uint)_messages.Length, DontWait, 0);
        if (count >= 0)
        {
            return count;
        }

        // Another loop was faster, or an earlier answer of ours was refused: neither ends the reading.
        var error = Marshal.GetLastPInvokeError();
        return error is Again or Interrupted or Refused ? 0 : throw new SocketException(error);
    }

    private int ReceiveOne()
    {
        var source = _anySource;
        var count = _socket.ReceiveFrom(_payload, ref source);
        _messages[0].Length = (uint)count;
        _singleSource = source;
        return 1;
    }

    [DllImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReceiveMessages(SafeHandle socket, nint messages, uint count, int flags, nint timeout);

    // struct iovec
    [StructLayout(LayoutKind.Sequential)]
    private struct IoVector
    {
        public nint Base;
        public nuint Length;
    }

    // struct mmsghdr: a msghdr and the length received
    [StructLayout(LayoutKind.Sequential)]
    private struct MessageHeader
    {
        public nint Name;
        public uint NameLength;
        public nint Vectors;
        public nuint VectorCount;
        public nint Control;
        public nuint ControlLength;
        public int Flags;
        private readonly int _headerPadding;
        public uint Length;
        private readonly int _padding;
    }
}
