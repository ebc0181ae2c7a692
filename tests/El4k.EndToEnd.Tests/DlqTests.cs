using El4k.EndToEnd.Tests.Support;
using El4k.Testing;

namespace El4k.EndToEnd.Tests;

/// <summary><c>el4k dlq</c> in processes of its own, while a collector runs on the same folder.</summary>
public sealed class DlqTests
{
    [Fact]
    public async Task What_was_refused_is_listed_replayed_and_removed_while_the_collector_runs()
    {
        using var data = new TemporaryFolder();
        await using var store = await PickyStore.StartAsync();
        var pipeline = $$"""input { tcp { port => 0 codec => json } } output { elasticsearch { id => "to_store" hosts => "{{store.Url}}" index => "x" } }""";
        await using var collect = El4kProcess.Start("collect", "-e", pipeline, "--data", data.Path, "--api.enabled", "false");
        await collect.UntilReadyAsync();
        await Sender.TcpAsync(collect.TcpPort, "{\"n\":1}\n{\"n\":2,\"bad\":true}\n{\"n\":3,\"bad\":true}\n");
        var list = "";
        await Eventually.HoldsAsync(() => (list = RunAsync(data, pipeline, "list").Result).Contains("2 of 2 dead letters", StringComparison.Ordinal), () => list + collect.Output);
        Assert.Contains("1:1 ", list, StringComparison.Ordinal);
        Assert.Contains("to_store: ", list, StringComparison.Ordinal);
        Assert.Contains("first reason", list, StringComparison.Ordinal);
        Assert.Contains("\"plugin_type\": \"elasticsearch\"", await RunAsync(data, pipeline, "show", "1:2"), StringComparison.Ordinal);
        Assert.Contains("0 of 0 that match, of 2", await RunAsync(data, pipeline, "list", "--reason", "another"), StringComparison.Ordinal);

        store.Refusal = "second reason";
        Assert.Contains("replayed 2 dead letters: 0 delivered, 2 refused again", await RunAsync(data, pipeline, "replay"), StringComparison.Ordinal);
        list = await RunAsync(data, pipeline, "list");
        Assert.Contains("2 of 2 dead letters", list, StringComparison.Ordinal);
        Assert.DoesNotContain("first reason", list, StringComparison.Ordinal);

        store.Refusal = null;
        Assert.Contains("replayed 2 dead letters: 2 delivered, 0 refused again", await RunAsync(data, pipeline, "replay"), StringComparison.Ordinal);
        Assert.Contains("no dead letters", await RunAsync(data, pipeline, "list"), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], store.Taken.Select(document => (int)document["n"]!));

        // The collector writes on as if nothing had been.
        store.Refusal = "third reason";
        await Sender.TcpAsync(collect.TcpPort, "{\"n\":4,\"bad\":true}\n");
        await Eventually.HoldsAsync(() => (list = RunAsync(data, pipeline, "list").Result).Contains("1 of 1 dead letters", StringComparison.Ordinal), () => list);
        Assert.Contains("add --yes", await RunAsync(data, pipeline, "drop"), StringComparison.Ordinal);
        Assert.Contains("dropped 1 dead letters", await RunAsync(data, pipeline, "drop", "--yes"), StringComparison.Ordinal);
        Assert.Contains("no dead letters", await RunAsync(data, pipeline, "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_can_go_through_the_pipeline_once_more_where_a_filter_mends_them()
    {
        using var data = new TemporaryFolder();
        await using var store = await PickyStore.StartAsync();
        var output = $$"""output { elasticsearch { hosts => "{{store.Url}}" index => "x" } }""";
        await using (var collect = El4kProcess.Start("collect", "-e", "input { generator { count => 3 add_field => { \"bad\" => \"yes\" } } } " + output, "--data", data.Path, "--api.enabled", "false"))
        {
            Assert.Equal(0, await collect.ExitCodeAsync());
        }

        var mending = "input { generator {} } filter { mutate { remove_field => \"bad\" } } " + output;
        Assert.Contains("3 delivered, 0 refused again", await RunAsync(data, mending, "replay", "--to", "pipeline"), StringComparison.Ordinal);
        Assert.Equal(3, store.Taken.Count);
        Assert.Contains("no dead letters", await RunAsync(data, mending, "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_of_some_leaves_the_others_as_they_were()
    {
        using var data = new TemporaryFolder();
        await using var store = await PickyStore.StartAsync();
        var pipeline = $$"""
            input { tcp { port => 0 codec => json } }
            output {
              if [n] > 10 { elasticsearch { id => "big" hosts => "{{store.Url}}" index => "x" } }
              else { elasticsearch { id => "small" hosts => "{{store.Url}}" index => "x" } }
            }
            """;
        await using var collect = El4kProcess.Start("collect", "-e", pipeline, "--data", data.Path, "--api.enabled", "false");
        await collect.UntilReadyAsync();
        await SendRefusedAsync(1, 11);
        await SendRefusedAsync(2, 12);
        store.Refusal = "second reason";
        await SendRefusedAsync(3, 13);
        store.Refusal = null;
        var before = await RunAsync(data, pipeline, "list");

        Assert.Contains("replayed 0 dead letters", await RunAsync(data, pipeline, "replay", "--reason", "third"), StringComparison.Ordinal);
        Assert.Equal(before, await RunAsync(data, pipeline, "list"));
        Assert.Contains("replayed 2 dead letters: 2 delivered", await RunAsync(data, pipeline, "replay", "--plugin", "big", "--reason", "first"), StringComparison.Ordinal);
        Assert.Equal([11, 12], store.Taken.Select(document => (int)document["n"]!).Order());
        Assert.Equal(LettersIn(before).Where(letter => !(letter.Contains("big:", StringComparison.Ordinal) && letter.Contains("first", StringComparison.Ordinal))), LettersIn(await RunAsync(data, pipeline, "list")));
        Assert.Contains("replayed 4 dead letters: 4 delivered", await RunAsync(data, pipeline, "replay", "--reason", "reason"), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 11, 12, 13], store.Taken.Select(document => (int)document["n"]!).Order());
        Assert.Contains("no dead letters", await RunAsync(data, pipeline, "list"), StringComparison.Ordinal);

        async Task SendRefusedAsync(int small, int big)
        {
            await Sender.TcpAsync(collect.TcpPort, $"{{\"n\":{small},\"bad\":true}}\n{{\"n\":{big},\"bad\":true}}\n");
            var list = "";
            var wanted = $"{2 * small} of {2 * small} dead letters";
            await Eventually.HoldsAsync(() => (list = RunAsync(data, pipeline, "list").Result).Contains(wanted, StringComparison.Ordinal), () => list + collect.Output);
        }
    }

    // Without their places, which change: time, output and reason.
    private static IEnumerable<string> LettersIn(string list) =>
        list.Split('\n').Where(line => line.Contains(" reason", StringComparison.Ordinal)).Select(line => line[line.IndexOf(' ', StringComparison.Ordinal)..].Trim());

    [Fact]
    public async Task A_letter_whose_output_is_gone_stays_and_says_so()
    {
        using var data = new TemporaryFolder();
        await using var store = await PickyStore.StartAsync();
        await using (var collect = El4kProcess.Start(
            "collect", "-e", $$"""input { generator { count => 1 add_field => { "bad" => "yes" } } } output { elasticsearch { id => "old" hosts => "{{store.Url}}" index => "x" } }""", "--data", data.Path, "--api.enabled", "false"))
        {
            Assert.Equal(0, await collect.ExitCodeAsync());
        }

        for (var i = 0; i < 2; i++)
        {
            var replay = await RunAsync(data, "input { stdin {} } output { null { id => \"new\" } }", "replay");
            Assert.Contains("0 delivered, 1 refused again", replay, StringComparison.Ordinal);
            Assert.Contains("has no output with the id old, so the letters for it were not sent. Name the pipeline that wrote them with -f", replay, StringComparison.Ordinal);
            Assert.Contains("old: no output has the id old any more; before: 400 ", await RunAsync(data, "", "list"), StringComparison.Ordinal);
        }
    }

    private static async Task<string> RunAsync(TemporaryFolder data, string pipeline, string command, params string[] more)
    {
        await using var run = El4kProcess.Start(["dlq", command, "--data", data.Path, .. pipeline.Length == 0 ? Array.Empty<string>() : ["-e", pipeline], .. more]);
        await run.ExitCodeAsync();
        return run.Output;
    }
}
