namespace El4k.Explorer.Fields;

/// <summary>The fields of an index pattern, sorted by name.</summary>
public sealed record FieldsAnswer(IReadOnlyList<FieldSummary> Fields, long TookMs);
