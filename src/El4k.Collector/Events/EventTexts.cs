namespace El4k.Collector.Events;

/// <summary>Walks over the fields of an event that are or hold text or numbers, without decoding any: what a filter looks through that is interested in what they say.</summary>
/// <remarks>
/// Booleans, nulls and <c>@timestamp</c> are passed over, and so is metadata. The event may be changed on the way: fields that are added are not
/// walked over, those that are removed are not any more.
/// </remarks>
public ref struct EventTexts
{
    private readonly EntryList _entries;
    private readonly byte[] _source;
    private readonly int _count;
    private int _next;

    internal EventTexts(EntryList entries, byte[] source)
    {
        _entries = entries;
        _source = source;
        _count = entries.Count;
    }

    /// <summary>The field walked over last.</summary>
    public FieldText Current { get; private set; }

    /// <summary>This walk, for <c>foreach</c>.</summary>
    public readonly EventTexts GetEnumerator() => this;

    /// <summary>Goes on to the next field.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext()
    {
        while (_next < _count)
        {
            int at = _next++;
            ref FieldEntry entry = ref _entries[at];
            if (entry.IsRemoved)
            {
                continue;
            }

            switch (entry.Kind)
            {
                case FieldKind.PlainString:
                    Current = Found(at, TextForm.Plain, _entries.BytesOf(at, _source)[1..^1]);
                    return true;
                case FieldKind.Text:
                    Current = Found(at, TextForm.Plain, _entries.BytesOf(at, _source));
                    return true;
                case FieldKind.EscapedString:
                    Current = Found(at, TextForm.Escaped, _entries.BytesOf(at, _source)[1..^1]);
                    return true;
                case FieldKind.Object or FieldKind.Array:
                    Current = Found(at, TextForm.Json, _entries.BytesOf(at, _source));
                    return true;
                case FieldKind.Number:
                    Current = Found(at, TextForm.Number, _entries.BytesOf(at, _source));
                    return true;
                case FieldKind.Value when _entries.ValueOf(at) is (string or long or double or BigNumber or List<object?> or EventMap) and var value:
                    Current = new FieldText(_entries.NameOf(at, _source), TextForm.Decoded, default, value);
                    return true;
            }
        }

        return false;
    }

    private readonly FieldText Found(int at, TextForm form, ReadOnlySpan<byte> utf8) => new(_entries.NameOf(at, _source), form, utf8, null);
}
