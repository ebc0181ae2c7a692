namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Where in a text something was found.</summary>
/// <param name="Start">The index of its first byte.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct PiiMatch(int Start, int Length, PiiKind Kind)
{
    /// <summary>The index behind its last byte.</summary>
    public int End => Start + Length;
}
