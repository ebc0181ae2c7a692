namespace El4k.Explorer.Status;

/// <summary>Who answers at the store's address, or why nobody does.</summary>
public sealed record StoreStatus(bool Reachable, string Url, string? Name, string? Distribution, string? Version, string? Error);
