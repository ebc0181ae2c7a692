namespace El4k.Explorer.Fields;

/// <summary>How a number is distributed.</summary>
public sealed record NumberStats(double? Min, double? Max, double? Avg, double? P50, double? P95, double? Sum);
