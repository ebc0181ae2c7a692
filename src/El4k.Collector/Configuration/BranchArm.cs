using El4k.Collector.Expressions;

namespace El4k.Collector.Configuration;

/// <summary>One arm of a branch; the condition is null for <c>else</c>.</summary>
internal sealed record BranchArm<TPlugin>(Condition? Condition, IReadOnlyList<Step<TPlugin>> Body)
    where TPlugin : class;
