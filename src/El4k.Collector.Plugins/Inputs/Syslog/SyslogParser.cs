namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>Finds the parts of messages of RFC 3164, as it is practised, and of RFC 5424. It allocates nothing and fails for no bytes.</summary>
internal static class SyslogParser
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Finds the parts.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="time">Knows how times are written.</param>
    /// <param name="header">Where the parts are.</param>
    /// <returns>False when the message is of neither form.</returns>
    public static bool TryParse(ReadOnlySpan<byte> message, SyslogTime time, out SyslogHeader header)
    {
        header = default;
        var at = 0;
        return TryPriority(message, ref at, out header.Priority)
            && (IsVersion(message[at..]) ? TryRfc5424(message, at + 2, ref header) : TryRfc3164(message, at, time, ref header));
    }

    // RFC 5424 knows one version only.
    private static bool IsVersion(ReadOnlySpan<byte> text) => text.Length >= 2 && text[0] == '1' && text[1] == ' ';

    private static bool TryPriority(ReadOnlySpan<byte> message, ref int at, out int priority)
    {
        priority = 0;
        if (message.IsEmpty || message[0] != '<')
        {
            return false;
        }

        for (at = 1; at < message.Length && at <= 3 && char.IsAsciiDigit((char)message[at]); at++)
        {
            priority = (priority * 10) + message[at] - '0';
        }

        return at > 1 && at < message.Length && message[at++] == '>';
    }

    private static bool TryRfc5424(ReadOnlySpan<byte> message, int at, ref SyslogHeader header)
    {
        header.IsRfc5424 = true;
        if (!TryWord(message, ref at, out header.Time) || !TryWord(message, ref at, out header.Host) || !TryWord(message, ref at, out header.Program)
            || !TryWord(message, ref at, out header.Process) || !TryWord(message, ref at, out header.MessageId) || at >= message.Length)
        {
            return false;
        }

        if (message[at] == '-')
        {
            at++;
        }
        else
        {
            var end = StructuredData.FindEnd(message, at);
            if (end < 0)
            {
                return false;
            }

            header.Data = at..end;
            at = end;
        }

        if (at < message.Length && message[at++] != ' ')
        {
            return false;
        }

        if (message[at..].StartsWith(ByteOrderMark))
        {
            at += ByteOrderMark.Length;
        }

        header.Text = at..message.Length;
        return true;
    }

    // A word and the blank after it; a lone hyphen stands for nothing.
    private static bool TryWord(ReadOnlySpan<byte> message, ref int at, out Range word)
    {
        word = default;
        var length = at < message.Length ? message[at..].IndexOf((byte)' ') : -1;
        if (length <= 0)
        {
            return false;
        }

        if (length > 1 || message[at] != '-')
        {
            word = at..(at + length);
        }

        at += length + 1;
        return true;
    }

    private static bool TryRfc3164(ReadOnlySpan<byte> message, int at, SyslogTime time, ref SyslogHeader header)
    {
        var length = time.LengthAtStart(message[at..]);
        if (length == 0 || at + length >= message.Length || message[at + length] != ' ')
        {
            return false;
        }

        header.Time = at..(at + length);
        at += length + 1;
        if (!TryNextWord(message, at, out var end))
        {
            return false;
        }

        // Written to the local socket there is no host: the program comes first.
        if (message[end - 1] != ':')
        {
            header.Host = at..end;
            at = end + 1;
        }

        if (at < message.Length && TryTag(message, at, out var next, ref header))
        {
            at = next;
        }

        header.Text = Math.Min(at, message.Length)..message.Length;
        return true;
    }

    // program: or program[process]: and a blank, or the end of the message.
    private static bool TryTag(ReadOnlySpan<byte> message, int at, out int next, ref SyslogHeader header)
    {
        next = at;
        if (!TryNextWord(message, at, out var end) || message[end - 1] != ':')
        {
            return false;
        }

        next = end + 1;
        var word = message[at..(end - 1)];
        var bracket = word.IndexOf((byte)'[');
        if (bracket < 0)
        {
            if (word.IsEmpty || word.Contains((byte)']'))
            {
                return false;
            }

            header.Program = at..(end - 1);
            return true;
        }

        var process = word[(bracket + 1)..];
        if (bracket == 0 || process.Length < 2 || process.IndexOf((byte)']') != process.Length - 1)
        {
            return false;
        }

        header.Program = at..(at + bracket);
        header.Process = (at + bracket + 1)..(end - 2);
        return true;
    }

    private static bool TryNextWord(ReadOnlySpan<byte> message, int at, out int end)
    {
        var length = at < message.Length ? message[at..].IndexOf((byte)' ') : 0;
        end = length < 0 ? message.Length : at + length;
        return end > at;
    }
}
