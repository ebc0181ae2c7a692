using El4k.Server.Collecting;
using El4k.Server.Settings;
using El4k.Testing;

namespace El4k.Server.Tests.Collecting;

public sealed class PipelineCirclesTests
{
    [Theory]
    [InlineData("main>audit", "")]
    [InlineData("main>main", "main -> main")]
    [InlineData("audit>main main>audit", "main -> audit -> main")]
    [InlineData("main>audit audit>archive archive>main", "main -> audit -> archive -> main")]
    [InlineData("main>audit audit>archive archive>audit", "audit -> archive -> audit")]
    [InlineData("main>audit audit>main archive>archive", "main -> audit -> main; archive -> archive")]
    [InlineData("main>audit main>archive audit>archive archive>main", "main -> archive -> main; main -> audit -> archive -> main")]
    public void A_circle_is_named_once_from_its_first_pipeline(string routes, string circles)
    {
        var read = routes.Split(' ').Select(route => route.Split('>')).Select(ends => (ends[0], ends[1])).ToArray();

        Assert.Equal(circles, string.Join("; ", PipelineCircles.Find(["main", "audit", "archive"], read).Select(circle => string.Join(" -> ", circle))));
    }

    [Fact]
    public async Task A_circle_is_warned_of_at_the_start_and_one_that_a_reload_makes_after_it()
    {
        using var folder = new TemporaryFolder();
        string[] ids = ["main", "audit", "archive"];
        string File(string id) => folder.At(id + ".conf");
        folder.Write("main.conf", "input { pipeline { address => main } } output { pipeline { send_to => audit } }");
        folder.Write("audit.conf", "input { pipeline { address => audit } } output { pipeline { send_to => [main, archive] } }");
        folder.Write("archive.conf", "input { pipeline { address => archive } } output { null { } }");
        await using var collector = await RunningCollector.StartAsync([.. ids.Select(id => (id, PipelineSource.File(File(id))))], SettingValues.Defaults);
        Assert.Equal(["main -> audit -> main"], Circles(collector));

        folder.Write("main.conf", "input { pipeline { address => main } } output { null { } }");
        await collector.Role.ReloadAsync();
        Assert.Equal(["main -> audit -> main"], Circles(collector));

        folder.Write("archive.conf", "input { pipeline { address => archive } } output { pipeline { send_to => archive } }");
        await collector.Role.ReloadAsync();
        await collector.Role.ReloadAsync();
        Assert.Equal(["main -> audit -> main", "archive -> archive"], Circles(collector));
    }

    private static IEnumerable<string> Circles(RunningCollector collector) => collector.Log.Split('\n')
        .Where(line => line.Contains("in a circle: ", StringComparison.Ordinal))
        .Select(line => line.Split("in a circle: ")[1].Split('.')[0]);
}
