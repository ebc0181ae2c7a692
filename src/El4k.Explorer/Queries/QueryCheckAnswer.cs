using El4k.Explorer.Errors;

namespace El4k.Explorer.Queries;

/// <summary>Whether a query can be understood, and what about it is probably not meant.</summary>
public sealed record QueryCheckAnswer(bool Ok, ExplorerError? Error, IReadOnlyList<ExplorerError> Warnings);
