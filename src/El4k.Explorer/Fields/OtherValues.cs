namespace El4k.Explorer.Fields;

/// <summary>What is not among the values shown.</summary>
public sealed record OtherValues(long Count, double Share);
