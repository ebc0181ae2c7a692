namespace El4k.Store.Io;

/// <summary>The terms of a <see cref="TermTable"/> at one moment, in order of arrival.</summary>
internal sealed class TermTableView(TermTable table) : TermDictionary
{
    /// <inheritdoc/>
    public override int Count { get; } = table.Count;

    /// <inheritdoc/>
    public override bool IsSorted => false;

    /// <inheritdoc/>
    public override int IndexOf(ReadOnlySpan<byte> term)
    {
        var ordinal = table.Find(term);
        return ordinal < Count ? ordinal : -1;
    }

    /// <inheritdoc/>
    public override int LowerBound(ReadOnlySpan<byte> term) =>
        throw new InvalidOperationException("The in-memory dictionary is in order of arrival; walk over its terms instead.");

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> GetTerm(int ordinal, ref byte[] scratch) => table[ordinal];
}
