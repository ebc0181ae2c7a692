namespace El4k.Store.Search.Dates;

/// <summary>A date pattern in Java's letters, such as <c>dd/MMM/yyyy:HH:mm:ss Z</c>.</summary>
/// <remarks>
/// Supported: y u M d H k h K m s S a E e Z X x z VV, text in single quotes and optional parts in brackets.
/// Two or more letters of a number are a fixed width when another number follows at once.
/// </remarks>
internal sealed class PatternNotation : DateNotation
{
    private readonly List<PatternPart> _parts;

    private PatternNotation(List<PatternPart> parts) => _parts = parts;

    /// <exception cref="InvalidRequestException">A letter means nothing here.</exception>
    public static PatternNotation Compile(string pattern)
    {
        var parts = new List<PatternPart>();
        for (var i = 0; i < pattern.Length;)
        {
            var letter = pattern[i];
            if (letter == '\'')
            {
                i = CompileQuoted(pattern, i, parts);
            }
            else if (char.IsAsciiLetter(letter))
            {
                var length = pattern.AsSpan(i).IndexOfAnyExcept(letter) is var run && run < 0 ? pattern.Length - i : run;
                if (!PatternPart.Letters.Contains(letter))
                {
                    throw new InvalidRequestException(
                        InvalidRequestException.IllegalArgument,
                        $"date format [{pattern}] has an unknown letter [{letter}]; known are {PatternPart.Letters}, text goes in single quotes");
                }

                parts.Add(new PatternPart(letter, length, null));
                i += length;
            }
            else
            {
                parts.Add(letter is '[' or ']' ? new PatternPart(letter, 1, null) : PatternPart.Literal(letter.ToString()));
                i++;
            }
        }

        return new PatternNotation(parts);
    }

    public override bool TryRead(ReadOnlySpan<char> text, out DateFields fields)
    {
        fields = default;
        return TryRead(0, ref text, ref fields) && text.IsEmpty;
    }

    public override string Write(long utc, ZoneClock clock)
    {
        var offset = TimeSpan.FromMilliseconds(clock.OffsetAt(utc));
        var local = EpochTime.ToDateTime(utc) + offset;
        return string.Concat(_parts.Select(part => part.Write(local, offset, clock.Zone)));
    }

    private static int CompileQuoted(string pattern, int start, List<PatternPart> parts)
    {
        var end = pattern.IndexOf('\'', start + 1);
        if (end < 0)
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"date format [{pattern}] has a quote at {start + 1} that is not closed");
        }

        parts.Add(PatternPart.Literal(end == start + 1 ? "'" : pattern[(start + 1)..end]));
        return end + 1;
    }

    private bool TryRead(int index, ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        for (; index < _parts.Count; index++)
        {
            var part = _parts[index];
            if (part.Letter == '[')
            {
                // An optional part either reads whole or leaves everything as it was.
                var textBefore = text;
                var fieldsBefore = fields;
                if (!TryRead(index + 1, ref text, ref fields))
                {
                    text = textBefore;
                    fields = fieldsBefore;
                    index = EndOfOptional(index);
                    continue;
                }

                return true;
            }

            var fixedWidth = index + 1 < _parts.Count && _parts[index + 1].IsNumber;
            if (part.Letter != ']' && !part.TryRead(ref text, ref fields, fixedWidth))
            {
                return false;
            }
        }

        return text.IsEmpty;
    }

    private int EndOfOptional(int index)
    {
        var depth = 0;
        for (; index < _parts.Count; index++)
        {
            depth += _parts[index].Letter switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0)
            {
                return index;
            }
        }

        return index;
    }
}
