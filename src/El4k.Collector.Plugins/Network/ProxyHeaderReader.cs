using System.Net.Sockets;

namespace El4k.Collector.Plugins.Network;

/// <summary>Takes the header of the PROXY protocol off the front of a connection, and not a byte more: TLS, or the first event, follows it.</summary>
internal static class ProxyHeaderReader
{
    /// <summary>Reads the header.</summary>
    /// <returns>Null when the connection was closed without a byte, as probes do.</returns>
    /// <exception cref="InvalidDataException">There is no header, or only half of one.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public static async Task<ProxyHeader?> ReadAsync(Socket socket, CancellationToken cancellation)
    {
        var beginning = new byte[ProxyHeader.ShortestBytes];
        var count = await FillAsync(socket, beginning, cancellation).ConfigureAwait(false);
        if (count == 0)
        {
            return null;
        }

        if (count < beginning.Length)
        {
            throw new InvalidDataException("the connection ended within the header");
        }

        return ProxyHeader.IsBinary(beginning)
            ? await ReadBinaryAsync(socket, beginning, cancellation).ConfigureAwait(false)
            : await ReadLineAsync(socket, beginning, cancellation).ConfigureAwait(false);
    }

    private static async Task<ProxyHeader> ReadBinaryAsync(Socket socket, byte[] beginning, CancellationToken cancellation)
    {
        var prefix = new byte[ProxyHeader.BinaryPrefixBytes];
        beginning.CopyTo(prefix, 0);
        await FillOrFailAsync(socket, prefix.AsMemory(beginning.Length), cancellation).ConfigureAwait(false);
        var whole = new byte[prefix.Length + ProxyHeader.BinaryLength(prefix)];
        prefix.CopyTo(whole, 0);
        await FillOrFailAsync(socket, whole.AsMemory(prefix.Length), cancellation).ConfigureAwait(false);
        return ProxyHeader.TryParseBinary(whole, out var header) ? header : throw new InvalidDataException("the binary header cannot be understood");
    }

    private static async Task<ProxyHeader> ReadLineAsync(Socket socket, byte[] beginning, CancellationToken cancellation)
    {
        if (!beginning.AsSpan().StartsWith("PROXY "u8))
        {
            throw new InvalidDataException("it does not begin with PROXY");
        }

        // Byte by byte, as what follows the line is somebody else's; a connection pays for it once.
        var line = new byte[ProxyHeader.LongestLine];
        beginning.CopyTo(line, 0);
        var length = beginning.Length;
        while (!line.AsSpan(0, length).EndsWith("\r\n"u8))
        {
            if (length == line.Length)
            {
                throw new InvalidDataException($"its line is longer than {ProxyHeader.LongestLine} bytes");
            }

            await FillOrFailAsync(socket, line.AsMemory(length, 1), cancellation).ConfigureAwait(false);
            length++;
        }

        return ProxyHeader.TryParseLine(line.AsSpan(0, length - 2), out var header) ? header : throw new InvalidDataException("its line cannot be understood");
    }

    private static async Task FillOrFailAsync(Socket socket, Memory<byte> room, CancellationToken cancellation)
    {
        if (await FillAsync(socket, room, cancellation).ConfigureAwait(false) < room.Length)
        {
            throw new InvalidDataException("the connection ended within the header");
        }
    }

    private static async Task<int> FillAsync(Socket socket, Memory<byte> room, CancellationToken cancellation)
    {
        var filled = 0;
        while (filled < room.Length)
        {
            var count = await socket.ReceiveAsync(room[filled..], SocketFlags.None, cancellation).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            filled += count;
        }

        return filled;
    }
}
