using El4k.Explorer.Errors;

namespace El4k.Explorer.Endpoints;

/// <summary>The body of every answer that is an error.</summary>
public sealed record ErrorAnswer(ExplorerError Error);
