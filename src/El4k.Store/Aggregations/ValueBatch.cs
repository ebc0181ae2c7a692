namespace El4k.Store.Aggregations;

/// <summary>Values of a batch of rows, flattened: an entry for each value. Valid until its reader reads again.</summary>
/// <param name="values">The values.</param>
/// <param name="offsets">For each value its row, counted from the block's first.</param>
/// <param name="parents">For each value the parent's bucket of its row.</param>
internal readonly ref struct ValueBatch<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> offsets, ReadOnlySpan<int> parents)
    where T : unmanaged
{
    public ReadOnlySpan<T> Values { get; } = values;

    public ReadOnlySpan<int> Offsets { get; } = offsets;

    public ReadOnlySpan<int> Parents { get; } = parents;

    public int Count => Values.Length;
}
