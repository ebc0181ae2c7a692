namespace El4k.Collector.Plugins.Dates;

/// <summary>Reads what follows a time: an offset from UTC.</summary>
internal static class ZoneOffset
{
    private static readonly TimeSpan Maximum = TimeSpan.FromHours(18);

    /// <summary>Reads <c>Z</c>, <c>+HH</c>, <c>+HHmm</c>, <c>+HH:mm</c> or these with seconds from the beginning of the text.</summary>
    public static bool TryRead(ref ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text.Length > 0 && text[0] is ('Z' or 'z'))
        {
            text = text[1..];
            return true;
        }

        if (text.Length < 3 || text[0] is not ('+' or '-') || !TryTwoDigits(text[1..], out var hours))
        {
            return false;
        }

        var sign = text[0] == '-' ? -1 : 1;
        text = text[3..];
        var hasColons = text.Length > 0 && text[0] == ':';
        var minutes = ReadPart(ref text, hasColons);
        var seconds = minutes < 0 ? -1 : ReadPart(ref text, hasColons);
        offset = sign * new TimeSpan(hours, Math.Max(0, minutes), Math.Max(0, seconds));
        return offset.Duration() <= Maximum && minutes < 60 && seconds < 60;
    }

    private static int ReadPart(ref ReadOnlySpan<char> text, bool hasColon)
    {
        var start = hasColon ? 1 : 0;
        if (hasColon && (text.Length == 0 || text[0] != ':'))
        {
            return -1;
        }

        if (text.Length < start + 2 || !TryTwoDigits(text[start..], out var value))
        {
            return -1;
        }

        text = text[(start + 2)..];
        return value;
    }

    private static bool TryTwoDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text.Length < 2 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
        {
            return false;
        }

        value = ((text[0] - '0') * 10) + text[1] - '0';
        return true;
    }
}
