namespace El4k.Store.Indices;

/// <summary>What became of a bulk.</summary>
/// <param name="Items">One for each operation, in the same order.</param>
/// <param name="HasErrors">Whether any item carries an error.</param>
public sealed record BulkResult(IReadOnlyList<BulkItemResult> Items, bool HasErrors);
