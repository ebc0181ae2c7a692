namespace El4k.Store.Documents;

/// <summary>Documents of consecutive rows, one after another, compressed or (the block still being filled) as they are.</summary>
/// <param name="FirstRow">Row of the first document.</param>
/// <param name="Ends">Where each document ends in the decompressed bytes; may be longer than the rows that are there.</param>
/// <param name="Bytes">The bytes; while the block is open only a prefix is used.</param>
/// <param name="RawLength">Decompressed length, or -1 if <paramref name="Bytes"/> are not compressed.</param>
internal sealed record SourceBlock(int FirstRow, int[] Ends, byte[] Bytes, int RawLength)
{
    /// <summary>Where a row's document lies in the decompressed bytes.</summary>
    public Range RangeOf(int row)
    {
        var index = row - FirstRow;
        return (index == 0 ? 0 : Ends[index - 1])..Ends[index];
    }
}
