namespace El4k.Store.Errors;

/// <summary>An error in the terms of the Elasticsearch API, as it stands in an error body or in an item of a bulk answer.</summary>
/// <param name="Type">Elasticsearch's name, for example <c>version_conflict_engine_exception</c>.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Reason">One sentence for people.</param>
/// <param name="CausedBy">The error beneath, if there is one.</param>
public sealed record StoreError(string Type, int Status, string Reason, StoreError? CausedBy = null);
