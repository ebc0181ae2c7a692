namespace El4k.Explorer.Reports.UnusualUsers;

/// <summary>Decides which users are far above normal: compared with their own customer's, never across customers.</summary>
internal static class UnusualUserRule
{
    // The usual bound for a score of median and MAD (Iglewicz and Hoaglin, 1993).
    private const double MinScore = 3.5;

    private const double MinFactor = 3;

    // Whoever hardly did anything is not far above normal, whatever the factor.
    private const int MinRuns = 10;

    /// <summary>Of fewer users nobody can say what is normal.</summary>
    private const int MinPeers = 5;

    public static string InWords(bool withTime) =>
        $"A user is listed whose {(withTime ? "runs or total time lie" : "runs lie")} more than {MinScore} robust deviations above the median of their own customer's users "
        + $"and are at least {MinFactor} times that median. Distances are taken between logarithms, since usage differs by factors; the robust deviation is 1.4826 × the median "
        + $"distance from the median (MAD). Users with fewer than {MinRuns} runs and customers with fewer than {MinPeers} users are not judged.";

    /// <returns>The most unusual first.</returns>
    public static IReadOnlyList<UnusualUser> Find(IEnumerable<UserUsage> users)
    {
        var unusual = new List<UnusualUser>();
        foreach (var peers in users.GroupBy(user => user.Customer))
        {
            var all = peers.ToList();
            if (all.Count < MinPeers)
            {
                continue;
            }

            var runs = RobustScore.Of([.. all.Select(user => (double)user.Runs)]);
            var timed = all.Where(user => user.Ms is not null).ToList();
            var ms = timed.Count < MinPeers ? (RobustScore?)null : RobustScore.Of([.. timed.Select(user => user.Ms!.Value)]);
            unusual.AddRange(all.Where(user => user.Runs >= MinRuns).Where(user => IsFarAbove(runs, user.Runs) || (ms is { } time && user.Ms is { } spent && IsFarAbove(time, spent)))
                .Select(user => new UnusualUser(user, runs, ms)));
        }

        return [.. unusual.OrderByDescending(user => user.Score).ThenBy(user => user.Usage.User, StringComparer.Ordinal)];
    }

    private static bool IsFarAbove(RobustScore peers, double number) => peers.Score(number) > MinScore && peers.Factor(number) >= MinFactor;
}
