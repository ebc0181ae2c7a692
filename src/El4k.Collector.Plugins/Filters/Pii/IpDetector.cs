using System.Net;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Finds IP addresses. Those that belong to nobody (loopback, unspecified, multicast, netmasks) are not meant, nor are versions that look like one.</summary>
internal static class IpDetector
{
    private const int LongestIpv6 = 45;
    private const int WordDistance = 16;

    /// <summary>Looks for an IPv4 address that begins with the digits at an index.</summary>
    public static bool TryMatchIpv4(ReadOnlySpan<byte> text, int start, out PiiMatch match)
    {
        match = default;
        Span<byte> parts = stackalloc byte[4];
        if (!Begins(text, start) || !TryReadIpv4(text, start, parts, out var end) || !Ends(text, end) || parts[0] is 0 or 127 or >= 224)
        {
            return false;
        }

        match = new PiiMatch(start, end - start, PiiKind.Ip);
        return true;
    }

    /// <summary>Finds the first IPv6 address that begins at or after an index.</summary>
    public static bool TryFindIpv6(ReadOnlySpan<byte> text, int from, out PiiMatch match)
    {
        var at = from;
        while (at < text.Length && text[at..].IndexOf((byte)':') is var colon and >= 0)
        {
            at += colon;
            var start = at;
            while (start > from && char.IsAsciiHexDigit((char)text[start - 1]))
            {
                start--;
            }

            var end = at;
            while (end < text.Length && end - start <= LongestIpv6 && (char.IsAsciiHexDigit((char)text[end]) || text[end] is (byte)':' or (byte)'.'))
            {
                end++;
            }

            if (IsIpv6(text, start, ref end))
            {
                match = new PiiMatch(start, end - start, PiiKind.Ip);
                return true;
            }

            at = Math.Max(end, at + 1);
        }

        match = default;
        return false;
    }

    private static bool TryReadIpv4(ReadOnlySpan<byte> text, int start, Span<byte> parts, out int end)
    {
        end = start;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0 && (end >= text.Length || text[end++] != '.'))
            {
                return false;
            }

            var digits = Ascii.DigitsAt(text, end);
            if (digits is 0 or > 3 || (digits > 1 && text[end] == '0'))
            {
                return false;
            }

            var value = 0;
            for (var n = 0; n < digits; n++)
            {
                value = (value * 10) + (text[end++] - '0');
            }

            if (value > 255)
            {
                return false;
            }

            parts[i] = (byte)value;
        }

        return true;
    }

    // 1.2.3.4 behind v, a name and a slash (Chrome/1.2.3.4) or the word version is no address.
    private static bool Begins(ReadOnlySpan<byte> text, int start)
    {
        if (!Ascii.BeginsWord(text, start) || (start > 0 && text[start - 1] == '.'))
        {
            return false;
        }

        if (start > 1 && text[start - 1] is (byte)'/' or (byte)'-' && Ascii.IsLetterOrDigit(text[start - 2]))
        {
            return false;
        }

        var before = text[Math.Max(0, start - WordDistance)..start].TrimEnd(" :=\"'"u8);
        return !EndsWith(before, "version"u8) && !EndsWith(before, "ver"u8) && !EndsWith(before, "release"u8);
    }

    private static bool Ends(ReadOnlySpan<byte> text, int end)
    {
        if (!Ascii.EndsWord(text, end))
        {
            return false;
        }

        // A fifth number makes it an object identifier, a suffix a version: 1.3.6.1.4, 1.2.3.4-rc1.
        return end + 1 >= text.Length || text[end] is not ((byte)'.' or (byte)'-') || !Ascii.IsLetterOrDigit(text[end + 1]);
    }

    private static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(text[^word.Length..], word) && (text.Length == word.Length || !Ascii.IsLetter(text[^(word.Length + 1)]));

    private static bool IsIpv6(ReadOnlySpan<byte> text, int start, ref int end)
    {
        while (end > start && text[end - 1] is (byte)'.' or (byte)':' && !(end - start > 2 && text[end - 1] == ':' && text[end - 2] == ':'))
        {
            end--;
        }

        var candidate = text[start..end];
        if (candidate.Count((byte)':') < 2 || !Ascii.BeginsWord(text, start) || !Ascii.EndsWord(text, end) || !IPAddress.TryParse(candidate, out var address))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);

        // Global, unique local, link-local, or IPv4 inside; anything else is more likely a name of a program such as a::b.
        return address.IsIPv4MappedToIPv6 ? bytes[12] is not (0 or 127 or >= 224) : (bytes[0] & 0xE0) == 0x20 || (bytes[0] & 0xFE) == 0xFC || (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80);
    }
}
