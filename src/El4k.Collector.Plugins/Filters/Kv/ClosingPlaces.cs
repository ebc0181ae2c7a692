namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>Where quotations of one text end. It remembers what it found, so that thousands of open brackets are no reason to search a text thousands of times.</summary>
internal struct ClosingPlaces(string text)
{
    private const string Kinds = "\"')]>";

    private Places _known;

    /// <summary>The first place of the closing mark from a place on, or -1. Must be asked for rising places.</summary>
    /// <param name="closing">The mark.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="hasEscapes">Whether the text has backslashes, which take the next character along.</param>
    /// <param name="isEscaped">Whether one did so on the way.</param>
    public int Find(char closing, int from, bool hasEscapes, out bool isEscaped)
    {
        isEscaped = false;

        // 0 is not known yet, -1 is nowhere, else the place and one.
        ref var known = ref _known[Kinds.IndexOf(closing)];
        if (known < 0 || known - 1 >= from)
        {
            return known < 0 ? -1 : known - 1;
        }

        var found = hasEscapes ? FindUnescaped(closing, from, out isEscaped) : text.IndexOf(closing, from);
        if (!isEscaped)
        {
            // Without an escape on the way, whoever begins to look between here and there finds the same.
            known = found < 0 ? -1 : found + 1;
        }

        return found;
    }

    private readonly int FindUnescaped(char closing, int from, out bool isEscaped)
    {
        isEscaped = false;
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] != '\n')
            {
                isEscaped = true;
                at++;
            }
            else if (text[at] == closing)
            {
                return at;
            }
        }

        return -1;
    }

    [System.Runtime.CompilerServices.InlineArray(5)]
    private struct Places
    {
        private int _first;
    }
}
