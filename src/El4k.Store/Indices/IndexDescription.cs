namespace El4k.Store.Indices;

/// <summary>What <c>GET /{index}</c> tells beside the mapping.</summary>
/// <param name="Name">Name of the index.</param>
/// <param name="Uuid">Unique over time.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Settings">The settings given at creation: a JSON object as it was sent, or <c>{}</c>.</param>
public sealed record IndexDescription(string Name, string Uuid, DateTimeOffset Created, ReadOnlyMemory<byte> Settings);
