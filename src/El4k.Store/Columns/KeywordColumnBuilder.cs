using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>A growing column of strings: a dictionary, and ordinals into it.</summary>
/// <remarks>One thread appends, rows ascending.</remarks>
internal sealed class KeywordColumnBuilder
{
    /// <summary>The distinct strings in order of arrival.</summary>
    public TermTable Terms { get; } = new();

    /// <summary>The ordinals of the rows.</summary>
    public ColumnBuilder<int> Ordinals { get; } = new();

    /// <summary>Bytes that the column takes.</summary>
    public long AllocatedBytes => Terms.AllocatedBytes + Ordinals.AllocatedBytes;

    /// <summary>Appends a string to a row, unless the row already has it.</summary>
    /// <param name="row">Not below any before.</param>
    /// <param name="value">UTF-8.</param>
    /// <param name="added">Whether the string is new to the column.</param>
    /// <returns>The string's ordinal.</returns>
    public int Append(int row, ReadOnlySpan<byte> value, out bool added)
    {
        var ordinal = Terms.GetOrAdd(value, out added);
        Ordinals.AppendDistinct(row, ordinal);
        return ordinal;
    }
}
