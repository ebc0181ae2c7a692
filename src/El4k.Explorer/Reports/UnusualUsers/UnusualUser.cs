namespace El4k.Explorer.Reports.UnusualUsers;

/// <summary>A user far above the others of the same customer.</summary>
/// <param name="Usage">What the user did.</param>
/// <param name="Runs">The runs of the customer's users.</param>
/// <param name="Ms">The time of the customer's users.</param>
internal sealed record UnusualUser(UserUsage Usage, RobustScore Runs, RobustScore? Ms)
{
    /// <summary>The higher of the two scores.</summary>
    public double Score => Math.Max(Runs.Score(Usage.Runs), MsScore);

    public double RunsFactor => Runs.Factor(Usage.Runs);

    public double MsFactor => Ms?.Factor(Usage.Ms ?? 0) ?? 0;

    private double MsScore => Ms?.Score(Usage.Ms ?? 0) ?? 0;
}
