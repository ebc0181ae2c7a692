namespace El4k.Collector.Configuration;

/// <summary>A branch: an event takes the first arm whose condition is true, or none.</summary>
internal sealed record BranchStep<TPlugin>(IReadOnlyList<BranchArm<TPlugin>> Arms) : Step<TPlugin>
    where TPlugin : class;
