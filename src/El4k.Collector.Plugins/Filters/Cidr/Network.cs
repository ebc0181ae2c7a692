using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace El4k.Collector.Plugins.Filters.Cidr;

/// <summary>A block of addresses, or one address: the bits that are fixed, and how many. IPv4 lies in IPv6 as <c>::ffff:a.b.c.d</c>.</summary>
internal readonly record struct Network(UInt128 Bits, int Length)
{
    private const int AllBits = 128;
    private const int Ipv4Bits = 96;

    /// <summary>Reads <c>10.0.0.0/8</c>, <c>10.0.0.0/255.0.0.0</c>, <c>fe80::/64</c>, or an address alone.</summary>
    /// <remarks>Bits beyond the length are dropped, as in Ruby; a zone (<c>%eth0</c>) too. IPv4 needs its four decimal numbers.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, out Network network)
    {
        text = text.Trim();
        var slash = text.IndexOf('/');
        var lengthText = slash < 0 ? default : text[(slash + 1)..];
        network = default;
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out var bits, out var isIpv4))
        {
            return false;
        }

        var length = AllBits;
        if (slash >= 0 && !TryParseLength(lengthText, isIpv4, out length))
        {
            return false;
        }

        network = new Network(bits & Mask(length), length);
        return true;
    }

    /// <summary>Reads one address.</summary>
    public static bool TryParseAddress(ReadOnlySpan<char> text, out UInt128 bits)
    {
        return TryParseAddress(text.Trim(), out bits, out _);
    }

    /// <summary>The mask that keeps the first bits.</summary>
    public static UInt128 Mask(int length) => length == 0 ? UInt128.Zero : UInt128.MaxValue << (AllBits - length);

    private static bool TryParseAddress(ReadOnlySpan<char> text, out UInt128 bits, out bool isIpv4)
    {
        bits = default;
        isIpv4 = !text.Contains(':');
        var isPlausible = isIpv4 ? IsFourNumbers(text) : text[0] != '[';
        if (!isPlausible || !IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        address = address.AddressFamily == AddressFamily.InterNetwork ? address.MapToIPv6() : address;
        address.TryWriteBytes(bytes, out _);
        bits = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    private static bool TryParseLength(ReadOnlySpan<char> text, bool isIpv4, out int length)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length))
        {
            length += isIpv4 ? Ipv4Bits : 0;
            return length <= AllBits;
        }

        if (!isIpv4 || !TryParseAddress(text, out var mask, out var isMask) || !isMask)
        {
            return false;
        }

        var ones = BitOperations.LeadingZeroCount(~(uint)mask);
        length = Ipv4Bits + ones;
        return (uint)mask == (uint)Mask(length);
    }

    // The parser of the platform also takes 1, 0x7f.1 and 010.0.0.1, which nobody writes in a log and means something else each time.
    private static bool IsFourNumbers(ReadOnlySpan<char> text)
    {
        var numbers = 0;
        foreach (var part in text.Split('.'))
        {
            var digits = text[part];
            if (digits.Length is 0 or > 3 || digits.ContainsAnyExceptInRange('0', '9') || (digits.Length > 1 && digits[0] == '0'))
            {
                return false;
            }

            numbers++;
        }

        return numbers == 4;
    }
}
