namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>The next match of one detector in one text, remembered while nearer ones of others are taken: thousands of theirs are no reason to search the text thousands of times.</summary>
internal struct NextMatch
{
    private PiiMatch? _known;
    private bool _isNone;

    /// <summary>Finds the first one from a place on.</summary>
    public delegate bool Detector(ReadOnlySpan<byte> text, int from, out PiiMatch match);

    /// <summary>The first match from a place on. Must be asked for rising places of the same text.</summary>
    public bool TryFind(Detector detector, ReadOnlySpan<byte> text, int from, out PiiMatch match)
    {
        if (!_isNone && !(_known?.Start >= from))
        {
            _isNone = !detector(text, from, out match);
            _known = match;
        }

        match = _known ?? default;
        return !_isNone;
    }
}
