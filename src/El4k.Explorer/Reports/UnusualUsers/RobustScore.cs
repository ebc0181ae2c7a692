namespace El4k.Explorer.Reports.UnusualUsers;

/// <summary>How far a number lies above the middle of its peers, in units that no single peer can stretch.</summary>
/// <remarks>
/// Usage differs by factors: in every group a few users do many times what the median does, and that is normal for the group. So distances are
/// taken between logarithms; a score of 2 is twice as many typical factors above the median as a score of 1.
/// </remarks>
/// <param name="Median">The middle of the peers.</param>
/// <param name="Deviation">The typical distance from it, between logarithms.</param>
internal readonly record struct RobustScore(double Median, double Deviation)
{
    // Makes the median distance comparable with a standard deviation where numbers are spread normally.
    private const double Consistency = 1.4826;

    // Peers that all do the same have no spread; without a floor one more run would look extreme.
    private const double Floor = 0.2;

    public static RobustScore Of(IReadOnlyCollection<double> peers)
    {
        var median = MedianOf(peers);
        var middle = Scale(median);
        return new RobustScore(median, Math.Max(Floor, Consistency * MedianOf([.. peers.Select(peer => Math.Abs(Scale(peer) - middle))])));
    }

    public double Score(double number) => (Scale(number) - Scale(Median)) / Deviation;

    /// <summary>How many times the median a number is; 0 when the median is.</summary>
    public double Factor(double number) => Median == 0 ? 0 : number / Median;

    // One is added so that a number of 0 has a place on the scale.
    private static double Scale(double number) => Math.Log(1 + Math.Max(0, number));

    private static double MedianOf(IReadOnlyCollection<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? 0 : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
