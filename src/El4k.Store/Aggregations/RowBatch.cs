namespace El4k.Store.Aggregations;

/// <summary>Rows of one block with the bucket that each belongs to.</summary>
/// <remarks>Rows ascend; one that belongs to several buckets stands there several times. Valid during the call it is passed to.</remarks>
/// <param name="block">Number of the block.</param>
/// <param name="offsets">Rows, counted from the block's first.</param>
/// <param name="parents">For each row its bucket, from 0; all zero at the top level.</param>
/// <param name="parentCount">One more than the largest bucket there has been so far.</param>
internal readonly ref struct RowBatch(int block, ReadOnlySpan<int> offsets, ReadOnlySpan<int> parents, int parentCount)
{
    public int Block { get; } = block;

    public ReadOnlySpan<int> Offsets { get; } = offsets;

    public ReadOnlySpan<int> Parents { get; } = parents;

    public int ParentCount { get; } = parentCount;
}
