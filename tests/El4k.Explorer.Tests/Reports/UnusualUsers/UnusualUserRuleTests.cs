using El4k.Explorer.Reports.UnusualUsers;

namespace El4k.Explorer.Tests.Reports.UnusualUsers;

public sealed class UnusualUserRuleTests
{
    [Fact]
    public void A_user_far_above_the_own_customers_median_is_found()
    {
        var unusual = Assert.Single(UnusualUserRule.Find([.. Peers("acme", 10, 12, 9, 11, 10), new UserUsage("loud", "acme", 400, 100)]));
        Assert.Equal(("loud", "acme"), (unusual.Usage.User, unusual.Usage.Customer));
        Assert.Equal(400 / 10.5, unusual.RunsFactor, 3);
    }

    [Fact]
    public void Few_runs_that_take_very_long_are_found_too()
    {
        var users = Peers("acme", 10, 12, 9, 11, 10).Append(new UserUsage("slow", "acme", 10, 90_000));
        Assert.Equal("slow", Assert.Single(UnusualUserRule.Find(users)).Usage.User);
    }

    [Fact]
    public void What_is_normal_at_one_customer_is_not_measured_by_another()
    {
        var users = Peers("small", 1, 2, 1, 2, 1).Concat(Peers("big", 500, 510, 490, 505, 495));
        Assert.Empty(UnusualUserRule.Find(users));
    }

    [Fact]
    public void One_more_run_than_peers_who_all_do_the_same_is_not_unusual() =>
        Assert.Empty(UnusualUserRule.Find(Peers("acme", 10, 10, 10, 10, 11)));

    [Fact]
    public void Where_usage_is_spread_over_factors_the_busiest_is_normal_and_only_a_runaway_is_found()
    {
        long[] spread = [3, 5, 8, 12, 20, 30, 50, 80, 120, 250];
        Assert.Empty(UnusualUserRule.Find(Peers("acme", spread)));
        Assert.Equal(100_000, Assert.Single(UnusualUserRule.Find(Peers("acme", [.. spread, 100_000]))).Usage.Runs);
    }

    [Fact]
    public void Whoever_hardly_did_anything_is_not_unusual_whatever_the_factor() =>
        Assert.Empty(UnusualUserRule.Find(Peers("acme", 1, 1, 1, 1, 1, 9)));

    [Fact]
    public void Of_four_users_nobody_can_say_what_is_normal() => Assert.Empty(UnusualUserRule.Find(Peers("acme", 1, 1, 1, 1000)));

    [Fact]
    public void The_outlier_itself_does_not_move_what_is_normal()
    {
        var calm = RobustScore.Of([10, 12, 9, 11, 10]);
        var loud = RobustScore.Of([10, 12, 9, 11, 10, 1_000_000]);
        Assert.InRange(loud.Median, calm.Median, calm.Median + 1);
        Assert.InRange(loud.Deviation, calm.Deviation, calm.Deviation * 2);
    }

    private static IEnumerable<UserUsage> Peers(string customer, params long[] runs) =>
        runs.Select((count, i) => new UserUsage($"{customer}-{i}", customer, count, count * 10));
}
