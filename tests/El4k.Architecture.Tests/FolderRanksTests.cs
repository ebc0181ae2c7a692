using System.Reflection;
using El4k.Architecture.Tests.Rules;

namespace El4k.Architecture.Tests;

public sealed class FolderRanksTests
{
    public static TheoryData<string, string> Projects => new()
    {
        { "El4k.Store", "Io=0 Errors=0 Wal=1 Columns=1 Postings=1 Documents=1 Analysis=1 Mapping=2 Segments=3 Search=4 Aggregations=5 Indices=6 =7" },
        { "El4k.Explorer", "Errors=0 Time=1 Mapping=1 QueryDsl=1 Filters=2 QuerySyntax=3 Searching=4 Endpoints=5 Status=6 TimeRanges=6 Queries=6 Fields=6 Discover=6 Documents=6 Reports=6 Ingest=6 Site=6 =7" },
        { "El4k.Collector", "Events=0 Plugins=1 Expressions=2 Queue=2 Configuration=3 Pipeline=4 =5" },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_sees_lower_ranks_only(string project, string ranks) =>
        new FolderRanks(project, Parse(ranks)).Check(Assembly.Load(project).GetTypes()).AssertHolds();

    [Fact]
    public void A_planted_breach_inside_a_method_body_is_reported()
    {
        var rule = new FolderRanks("El4k.Architecture.Tests.Planted", Parse("Lower=0 Upper=1 Components=2"));

        var report = rule.Check(typeof(FolderRanksTests).Assembly.GetTypes());

        Assert.Contains(report.Breaches, b => b.Where.EndsWith("BreachInBody", StringComparison.Ordinal) && b.What.Contains("HighType", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_a_rank_is_reported()
    {
        var rule = new FolderRanks("El4k.Architecture.Tests.Planted", Parse("Lower=0"));

        Assert.Contains(rule.Check(typeof(FolderRanksTests).Assembly.GetTypes()).Breaches, b => b.What.Contains("no rank", StringComparison.Ordinal));
    }

    private static Dictionary<string, int> Parse(string ranks) =>
        ranks.Split(' ').Select(r => r.Split('=')).ToDictionary(r => r[0], r => int.Parse(r[1]));
}
