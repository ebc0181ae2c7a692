namespace El4k.Explorer.Reports.UnusualUsers;

/// <summary>How far a number lies above the middle of its peers, in units that no single peer can stretch.</summary>
internal readonly record struct RobustScore(double Median, double Deviation)
{
    // Makes the median distance comparable with a standard deviation where numbers are spread normally.
    private const double Consistency = 1.4826;

    // Peers that all do the same have no spread; without a floor one more run would look extreme.
    private const double FloorShare = 0.1;

    public static RobustScore Of(IReadOnlyCollection<double> peers)
    {
        var median = MedianOf(peers);
        var spread = Consistency * MedianOf([.. peers.Select(peer => Math.Abs(peer - median))]);
        return new RobustScore(median, Math.Max(Math.Max(spread, FloorShare * median), double.Epsilon));
    }

    public double Score(double number) => (number - Median) / Deviation;

    /// <summary>How many times the median a number is; 0 when the median is.</summary>
    public double Factor(double number) => Median == 0 ? 0 : number / Median;

    private static double MedianOf(IReadOnlyCollection<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? 0 : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
