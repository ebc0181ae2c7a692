using System.Text.Json.Nodes;
using El4k.Explorer.Mapping;

namespace El4k.Explorer.Documents;

/// <summary>One field of a document.</summary>
/// <param name="Name">The dotted path.</param>
/// <param name="Type">The kind of its values.</param>
/// <param name="Value">Uncut.</param>
/// <param name="Filter">The filter that keeps documents with the same value, null when there can be none.</param>
/// <param name="Exists">The filter that keeps documents with the field.</param>
public sealed record DocumentField(string Name, FieldKind Type, JsonNode? Value, string? Filter, string Exists);
