using System.Text.Json;
using El4k.Explorer.Searching;

namespace El4k.Explorer.Documents;

/// <summary>One whole document.</summary>
public sealed record DocumentAnswer(
    string Index, string Id, long? At, JsonElement Source, IReadOnlyList<DocumentField> Fields, long TookMs, IReadOnlyList<StoreRequest> Requests);
