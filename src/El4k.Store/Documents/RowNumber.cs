namespace El4k.Store.Documents;

/// <summary>A number that belongs to a row, or to a run of rows that begins there.</summary>
internal readonly record struct RowNumber(int Row, long Value);
