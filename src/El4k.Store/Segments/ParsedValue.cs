namespace El4k.Store.Segments;

/// <summary>One value of a document, on its way from JSON to a column.</summary>
/// <param name="Field">The field it belongs to.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Bits">The number, or for <see cref="ValueKind.Double"/> its bits.</param>
/// <param name="Start">For a string, where its bytes start.</param>
/// <param name="Length">For a string, its length in bytes.</param>
/// <param name="IsUnescaped">Whether a string's bytes lie in the parser's buffer instead of in the document.</param>
internal readonly record struct ParsedValue(DocumentField Field, ValueKind Kind, long Bits, int Start, int Length, bool IsUnescaped);
