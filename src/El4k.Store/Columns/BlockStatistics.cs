namespace El4k.Store.Columns;

/// <summary>The header of a block: enough to skip the block, or to answer from it without decoding.</summary>
/// <param name="Min">A lower bound of the values, reached unless the block is the builder's last; meaningless when there are none.</param>
/// <param name="Max">An upper bound, likewise.</param>
/// <param name="PresentRows">Rows with at least one value, exact.</param>
/// <param name="ValueCount">Values, exact.</param>
internal readonly record struct BlockStatistics<T>(T Min, T Max, int PresentRows, int ValueCount)
    where T : unmanaged;
