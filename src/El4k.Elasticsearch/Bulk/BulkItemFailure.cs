namespace El4k.Elasticsearch.Bulk;

/// <summary>One action of a bulk request that the store refused.</summary>
/// <param name="Position">Which action of the body, counted from 0.</param>
/// <param name="Status">Its own HTTP status: 409 exists already, 429 and 5xx may be sent again, other 4xx never succeed.</param>
/// <param name="Type">The store's name of the error, empty when it gave none.</param>
/// <param name="Reason">The store's words, empty when it gave none.</param>
public sealed record BulkItemFailure(int Position, int Status, string Type, string Reason);
