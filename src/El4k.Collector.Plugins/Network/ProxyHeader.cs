using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;

namespace El4k.Collector.Plugins.Network;

/// <summary>What a proxy says, ahead of the bytes it passes on, about the connection it stands for (HAProxy's PROXY protocol, versions 1 and 2).</summary>
/// <param name="Source">The real client; null when the proxy does not know it, or speaks for itself.</param>
/// <param name="Destination">The address the client connected to.</param>
internal sealed record ProxyHeader(IPEndPoint? Source, IPEndPoint? Destination)
{
    /// <summary>The least bytes that a header of either version has: what can be read before it is known which one it is.</summary>
    public const int ShortestBytes = 15;

    /// <summary>The most bytes of a header of version 1, its line end included.</summary>
    public const int LongestLine = 107;

    /// <summary>The bytes of a header of version 2 that come before the addresses.</summary>
    public const int BinaryPrefixBytes = 16;

    private static readonly byte[] Signature = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A];

    /// <summary>A header that says nothing about the client.</summary>
    public static ProxyHeader Unknown { get; } = new(null, null);

    /// <summary>Whether a header begins as one of version 2 does.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> beginning) => beginning.StartsWith(Signature);

    /// <summary>How many bytes follow the prefix of a header of version 2.</summary>
    public static int BinaryLength(ReadOnlySpan<byte> prefix) => BinaryPrimitives.ReadUInt16BigEndian(prefix[14..]);

    /// <summary>Reads a header of version 1: <c>PROXY TCP4 192.0.2.1 192.0.2.9 56324 443</c>.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="header">What it says.</param>
    public static bool TryParseLine(ReadOnlySpan<byte> line, [NotNullWhen(true)] out ProxyHeader? header)
    {
        header = null;
        var words = Encoding.ASCII.GetString(line).Split(' ');
        if (words[0] != "PROXY" || words.Length < 2)
        {
            return false;
        }

        if (words[1] == "UNKNOWN")
        {
            header = Unknown;
            return true;
        }

        if (words is not [_, "TCP4" or "TCP6", var source, var destination, var sourcePort, var destinationPort]
            || !TryEndPoint(source, sourcePort, out var from)
            || !TryEndPoint(destination, destinationPort, out var to))
        {
            return false;
        }

        header = new ProxyHeader(from, to);
        return true;
    }

    /// <summary>Reads a header of version 2, whole.</summary>
    public static bool TryParseBinary(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ProxyHeader? header)
    {
        header = null;
        if (bytes.Length < BinaryPrefixBytes || !IsBinary(bytes) || bytes[12] >> 4 != 2 || bytes.Length < BinaryPrefixBytes + BinaryLength(bytes))
        {
            return false;
        }

        // Command 0 is the proxy's own connection, such as a health check.
        var command = bytes[12] & 0x0F;
        var addresses = bytes.Slice(BinaryPrefixBytes, BinaryLength(bytes));
        var size = (bytes[13] >> 4) switch { 1 => 4, 2 => 16, _ => 0 };
        if (command > 1 || addresses.Length < (2 * size) + (size == 0 ? 0 : 4))
        {
            return false;
        }

        header = command == 0 || size == 0 ? Unknown : new ProxyHeader(
            new IPEndPoint(new IPAddress(addresses[..size]), BinaryPrimitives.ReadUInt16BigEndian(addresses[(2 * size)..])),
            new IPEndPoint(new IPAddress(addresses.Slice(size, size)), BinaryPrimitives.ReadUInt16BigEndian(addresses[((2 * size) + 2)..])));
        return true;
    }

    private static bool TryEndPoint(string address, string port, [NotNullWhen(true)] out IPEndPoint? endPoint)
    {
        endPoint = IPAddress.TryParse(address, out var parsed) && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new IPEndPoint(parsed, number)
            : null;
        return endPoint is not null;
    }
}
