namespace El4k.Store.Search.Hits;

/// <summary>Reads the values of one sort key in one segment, a block at a time. Used by one thread.</summary>
internal abstract class SortColumn
{
    /// <summary>The best value, in the key's order, that any row of a block may have.</summary>
    /// <returns>False if nothing is known.</returns>
    public abstract bool TryGetBest(int block, out SortValue best);

    /// <summary>Goes to a block, to read from it.</summary>
    public abstract void MoveTo(int block);

    /// <summary>The value of a row, counted from the block's first.</summary>
    public abstract SortValue Read(int offset);

    /// <summary>Compares the value of a row with another, as the key wants them ordered.</summary>
    public abstract int Compare(int offset, in SortValue other);
}
