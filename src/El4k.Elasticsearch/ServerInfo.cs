namespace El4k.Elasticsearch;

/// <summary>Who answers at <c>GET /</c>.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Distribution"><c>opensearch</c> or <c>elasticsearch</c>.</param>
/// <param name="Version">Such as <c>3.0.0</c>.</param>
public sealed record ServerInfo(string Name, string Distribution, string Version);
