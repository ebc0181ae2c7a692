using System.Text.Json.Nodes;

namespace El4k.Explorer.Searching;

/// <summary>One request to the store, for the inspector.</summary>
public sealed record StoreRequest(string Method, string Path, JsonNode? Body, long TookMs);
