using System.Text.Json.Nodes;

namespace El4k.Explorer.Discover;

/// <summary>A document as a row of a table.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Id">Its id there.</param>
/// <param name="At">Its time in milliseconds since 1970, null when it has none.</param>
/// <param name="Fields">Dotted paths and values, cut for the table.</param>
/// <param name="Cut">The names of the fields that were cut.</param>
public sealed record HitSummary(string Index, string Id, long? At, IReadOnlyDictionary<string, JsonNode?> Fields, IReadOnlyList<string> Cut);
