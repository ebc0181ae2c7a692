namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Finds e-mail addresses: a local part, an at sign, and a domain of two labels at least.</summary>
internal static class EmailDetector
{
    private const int LongestLocal = 64;
    private const int LongestDomain = 253;

    // What stands behind the last dot of file names and of the units of systemd, as in icon@2x.png and user@1000.service, and is no top-level domain.
    private static readonly HashSet<string> NotDomains = new(StringComparer.OrdinalIgnoreCase)
    {
        "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp", "css", "js", "mjs", "map", "json", "html", "htm", "php", "txt", "xml", "yml", "yaml", "pdf", "csv",
        "log", "bak", "tar", "gz", "woff", "ttf", "java", "class", "jar", "dll", "exe", "conf",
        "service", "socket", "slice", "timer", "mount", "automount", "target", "scope", "device", "path", "swap",
    };

    /// <summary>Finds the first address that begins at or after an index.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int from, out PiiMatch match)
    {
        var at = from;
        while (at < text.Length)
        {
            var sign = text[at..].IndexOf((byte)'@');
            if (sign < 0)
            {
                break;
            }

            at += sign;
            var start = StartOfLocal(text, at, from);
            var end = EndOfDomain(text, at + 1);
            if (start < at && end > at)
            {
                match = new PiiMatch(start, end - start, PiiKind.Email);
                return true;
            }

            at++;
        }

        match = default;
        return false;
    }

    private static int StartOfLocal(ReadOnlySpan<byte> text, int at, int from)
    {
        var start = at;
        var letters = 0;
        while (start > from && at - start < LongestLocal && IsLocal(text[start - 1]))
        {
            start--;
            letters += Ascii.IsLetterOrDigit(text[start]) ? 1 : 0;
        }

        // What stands before the address in the text, such as a dash or a quote, is not part of it.
        while (start < at && !Ascii.IsLetterOrDigit(text[start]) && text[start] != '_')
        {
            start++;
        }

        return letters > 0 && text[at - 1] != '.' ? start : at;
    }

    private static int EndOfDomain(ReadOnlySpan<byte> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < LongestDomain && (Ascii.IsLetterOrDigit(text[end]) || text[end] is (byte)'-' or (byte)'.'))
        {
            end++;
        }

        // The dot at the end of a sentence, or the dash after an address.
        while (end > start && text[end - 1] is (byte)'.' or (byte)'-')
        {
            end--;
        }

        return IsDomain(text[start..end]) ? end : -1;
    }

    private static bool IsDomain(ReadOnlySpan<byte> domain)
    {
        var dot = domain.LastIndexOf((byte)'.');
        if (dot <= 0)
        {
            return false;
        }

        var last = domain[(dot + 1)..];
        var numbers = 0;
        foreach (var range in domain.Split((byte)'.'))
        {
            var label = domain[range];
            if (label.IsEmpty || label[0] == '-' || label.Length > 63)
            {
                return false;
            }

            numbers += Ascii.DigitsAt(label, 0) == label.Length ? 1 : 0;
        }

        // A version after a name, as in react@18.2.0-beta.next.
        return numbers < 2 && IsTopLevel(last);
    }

    private static bool IsTopLevel(ReadOnlySpan<byte> label)
    {
        if (label.Length < 2 || !Ascii.IsLetter(label[0]) || (label.ContainsAnyInRange((byte)'0', (byte)'9') && !label.StartsWith("xn--"u8)))
        {
            return false;
        }

        if (label.Length > 9)
        {
            return true;
        }

        Span<char> text = stackalloc char[label.Length];
        for (var i = 0; i < label.Length; i++)
        {
            text[i] = (char)label[i];
        }

        return !NotDomains.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);
    }

    private static bool IsLocal(byte value) => Ascii.IsLetterOrDigit(value) || value is (byte)'.' or (byte)'_' or (byte)'%' or (byte)'+' or (byte)'-' or (byte)'\'';
}
