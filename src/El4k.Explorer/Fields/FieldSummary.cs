using El4k.Explorer.Mapping;

namespace El4k.Explorer.Fields;

/// <summary>One field and what can be done with it.</summary>
/// <param name="Name">The dotted path as in documents.</param>
/// <param name="Type">The kind of its values.</param>
/// <param name="Mapping">The store's own type.</param>
/// <param name="Aggregatable">Whether it can be counted, grouped and sorted by.</param>
/// <param name="Searchable">Whether it can be filtered by.</param>
public sealed record FieldSummary(string Name, FieldKind Type, string Mapping, bool Aggregatable, bool Searchable);
