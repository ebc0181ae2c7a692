namespace El4k.Explorer.Reports.UnusualUsers;

/// <summary>What a user did in a period.</summary>
/// <param name="User">The user.</param>
/// <param name="Customer">The customer the user belongs to, null when runs name none.</param>
/// <param name="Runs">Runs.</param>
/// <param name="Ms">Their duration together; null when runs have none.</param>
internal sealed record UserUsage(string User, string? Customer, long Runs, double? Ms);
