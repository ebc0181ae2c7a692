namespace El4k.Store.Search.Hits;

/// <summary>One criterion of the order of hits.</summary>
internal sealed record SortKey(SortKind Kind, string Field, bool Descending)
{
    /// <summary>Whether documents without a value come before the others.</summary>
    public bool MissingFirst { get; init; }

    /// <summary>The value that documents without one take, or null.</summary>
    public string? MissingValue { get; init; }

    /// <summary>Whether indices without the field are expected.</summary>
    public bool MayBeUnmapped { get; init; }

    /// <summary>Whether of several values the greatest counts; else the least.</summary>
    public bool TakesMaximum { get; init; } = Descending;

    /// <summary>How dates are written among the sort values, or null for milliseconds.</summary>
    public Dates.DateFormats? Format { get; init; }

    /// <summary>Compares two values as the key wants them ordered.</summary>
    public int Compare(in SortValue left, in SortValue right)
    {
        if (left.IsMissing || right.IsMissing)
        {
            var missing = left.IsMissing == right.IsMissing ? 0 : left.IsMissing ? 1 : -1;
            return MissingFirst ? -missing : missing;
        }

        var result = left.CompareTo(right);
        return Descending ? -result : result;
    }
}
