using System.Text.Json.Nodes;

namespace El4k.Explorer.Searching;

/// <summary>One request to the store, for the inspector.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query.</param>
/// <param name="Body">The JSON body, null for none.</param>
/// <param name="TookMs">How long the answer took, the way included.</param>
/// <param name="Incomplete">What the answer lacks although it is no error, null when it is whole.</param>
public sealed record StoreRequest(string Method, string Path, JsonNode? Body, long TookMs, string? Incomplete);
