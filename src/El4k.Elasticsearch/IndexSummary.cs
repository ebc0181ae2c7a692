namespace El4k.Elasticsearch;

/// <summary>One line of <c>_cat/indices</c>.</summary>
/// <param name="Name">The index.</param>
/// <param name="Health"><c>green</c>, <c>yellow</c> or <c>red</c>.</param>
/// <param name="Documents">Searchable documents.</param>
/// <param name="Bytes">Size on disk, replicas included.</param>
public sealed record IndexSummary(string Name, string Health, long Documents, long Bytes);
