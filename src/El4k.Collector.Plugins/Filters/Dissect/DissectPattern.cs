namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>A pattern such as <c>%{ts} %{+ts} [%{level}] %{msg}</c>, and where its fields lie in a text. Works on UTF-8; immutable.</summary>
internal sealed class DissectPattern
{
    private readonly DissectField[] _fields;

    private DissectPattern(string text, DissectField[] fields)
    {
        Text = text;
        _fields = fields;
        HasAdjacentFields = Array.Exists(fields, field => field.After is { Length: 0 });
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Its fields in order; text behind the last one makes a field that is skipped.</summary>
    public IReadOnlyList<DissectField> Fields => _fields;

    /// <summary>Whether two fields have nothing between them, so that no text ever fits.</summary>
    public bool HasAdjacentFields { get; }

    /// <exception cref="FormatException">The pattern has no field, or one that cannot be used; the message is a clause.</exception>
    public static DissectPattern Parse(string text)
    {
        var fields = new List<DissectField>();
        var at = 0;
        while (text.IndexOf("%{", at, StringComparison.Ordinal) is var open && open >= 0 && text.IndexOf('}', open) is var close && close >= 0)
        {
            var field = DissectField.Parse(text[(open + 2)..close], text[at..open]);
            Close(fields, field.Before);
            fields.Add(field);
            at = close + 1;
        }

        if (fields.Count == 0)
        {
            throw new FormatException($"\"{text}\" has no field such as %{{name}}");
        }

        if (at < text.Length)
        {
            var rest = DissectField.Parse("", text[at..]);
            Close(fields, rest.Before);
            fields.Add(rest);
        }

        return new DissectPattern(text, [.. fields]);
    }

    /// <summary>Finds the fields in a text: all of them or none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">Gets the place of each field; as long as <see cref="Fields"/>.</param>
    public bool TryMatch(ReadOnlySpan<byte> text, Span<Range> places)
    {
        if (!text.StartsWith(_fields[0].Before))
        {
            return false;
        }

        var at = _fields[0].Before.Length;
        for (var i = 0; i < _fields.Length - 1; i++)
        {
            var delimiter = _fields[i].After.AsSpan();
            var length = delimiter.IsEmpty ? -1 : text[at..].IndexOf(delimiter);
            if (length < 0)
            {
                return false;
            }

            places[i] = at..(at + length);
            at += length + delimiter.Length;
            while (_fields[i].IsPadded && text[at..].StartsWith(delimiter))
            {
                at += delimiter.Length;
            }
        }

        places[_fields.Length - 1] = at..text.Length;
        return true;
    }

    private static void Close(List<DissectField> fields, byte[] after)
    {
        if (fields.Count > 0)
        {
            fields[^1] = fields[^1] with { After = after };
        }
    }
}
