namespace El4k.Store.Columns;

/// <summary>A column whose blocks hold values of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T"><see cref="long"/>, <see cref="double"/>, or <see cref="int"/> for the ordinals of a keyword column.</typeparam>
internal abstract class BlockColumn<T> : Column
    where T : unmanaged
{
    /// <summary>Reads the header of a block: no value is decoded.</summary>
    public abstract BlockStatistics<T> GetStatistics(int block);

    /// <summary>Reads all values of a block into <paramref name="destination"/>, whose former content is lost.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="destination">A buffer of the caller's, reused from block to block.</param>
    public abstract void ReadBlock(int block, ColumnBlock<T> destination);
}
