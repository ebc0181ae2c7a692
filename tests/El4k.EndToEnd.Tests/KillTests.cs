using El4k.EndToEnd.Tests.Support;
using El4k.Testing;

namespace El4k.EndToEnd.Tests;

/// <summary>kill -9 while bulks are written: what was acknowledged is there afterwards.</summary>
public sealed class KillTests
{
    private static readonly int _rounds = Environment.GetEnvironmentVariable("EL4K_TEST_LONG") == "1" ? 200 : 20;

    [Fact]
    public async Task No_acknowledged_document_is_lost()
    {
        using var data = new TemporaryFolder();
        var random = new Random(20261125);
        var acknowledged = new HashSet<string>();
        var next = 0;
        for (var round = 0; round < _rounds; round++)
        {
            await using var store = await El4kProcess.StoreAsync(data.Path);
            using var client = new StoreClient(store.Rest);
            await AllAreThereAsync(client, acknowledged, round);
            var kill = Task.Delay(random.Next(30, 400)).ContinueWith(_ => store.KillAsync(), TaskScheduler.Default).Unwrap();
            var writers = Enumerable.Range(0, 3).Select(async _ =>
            {
                while (true)
                {
                    var from = Interlocked.Add(ref next, 20);
                    var ids = Enumerable.Range(from, 20).Select(i => $"d{i}");
                    IReadOnlyList<string> taken;
                    try
                    {
                        taken = await client.BulkAsync($"kill-{from % 3}", ids.Select(id => (id, $$"""{"@timestamp":"2026-11-25T12:00:00Z","name":"{{id}}","n":{{from}}}""")));
                    }
                    catch (HttpRequestException)
                    {
                        return; // Killed: this bulk was not acknowledged.
                    }

                    lock (acknowledged)
                    {
                        acknowledged.UnionWith(taken);
                    }
                }
            });
            await Task.WhenAll(writers);
            await kill;
        }

        await using var last = await El4kProcess.StoreAsync(data.Path);
        using var reader = new StoreClient(last.Rest);
        await AllAreThereAsync(reader, acknowledged, _rounds);
        Assert.True(acknowledged.Count > _rounds, "too few writes were acknowledged for the test to mean something");
    }

    private static async Task AllAreThereAsync(StoreClient client, HashSet<string> acknowledged, int round)
    {
        // More may be there: written, then killed before the answer. No document twice: each id is one document.
        var count = await client.CountAsync("kill-*");
        Assert.True(count >= acknowledged.Count, $"round {round}: {acknowledged.Count} acknowledged, {count} there");
        foreach (var chunk in acknowledged.Chunk(1000))
        {
            var ids = string.Join(',', chunk.Select(id => $"\"{id}\""));
            var found = await client.SearchAsync("kill-*", "{\"size\":0,\"track_total_hits\":true,\"query\":{\"terms\":{\"name.keyword\":[" + ids + "]}}}");
            Assert.Equal(chunk.Length, found["hits"]!["total"]!["value"]!.GetValue<int>());
        }
    }
}
