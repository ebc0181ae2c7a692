namespace El4k.Store.Columns;

/// <summary>How the values of a block belong to its rows.</summary>
internal enum BlockShape
{
    /// <summary>No row has a value.</summary>
    Empty,

    /// <summary>Every row has exactly one value: that of row <c>i</c> is <c>Values[i]</c>.</summary>
    Full,

    /// <summary>A row has at most one value: if its presence bit is set, <c>Values[i]</c>; else <c>Values[i]</c> is arbitrary.</summary>
    Sparse,

    /// <summary>The values of row <c>i</c> are <c>Values[Starts[i]..Starts[i + 1]]</c>.</summary>
    Multiple,
}
