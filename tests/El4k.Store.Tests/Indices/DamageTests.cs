using El4k.Store.Errors;
using El4k.Store.Indices;

namespace El4k.Store.Tests.Indices;

public sealed class DamageTests
{
    [Fact]
    public async Task A_damaged_manifest_costs_nothing_because_there_are_two()
    {
        await using var store = await WithSegmentAsync();
        var manifest = Path.Combine(store.Path, "indices", "logs", "manifest");
        var bytes = await File.ReadAllBytesAsync(manifest);
        var random = new Random(9);
        for (var flip = 0; flip < 30; flip++)
        {
            await store.AbandonAsync();
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(manifest, damaged);
            store.OpenEngine();

            Assert.Equal("""{"n":1}""", store.Source("logs", "1"));
            Assert.Contains(store.Log, line => line.Contains("the copy", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_index_without_a_readable_manifest_is_red_and_the_others_are_served()
    {
        await using var store = await WithSegmentAsync();
        await store.IndexAsync("other", "1", """{"n":2}""");
        await store.AbandonAsync();
        foreach (var name in new[] { "manifest", "manifest.copy" })
        {
            await File.WriteAllTextAsync(Path.Combine(store.Path, "indices", "logs", name), "EL4K-MANIFEST 1 5 00000000\n{}");
        }

        store.OpenEngine();
        Assert.Equal("""{"n":2}""", store.Source("other", "1"));
        Assert.Equal(IndexHealth.Red, store.Engine.GetStatistics(["logs"])[0].Health);
        var exception = Assert.Throws<StoreException>(() => store.Engine.Get("logs", "1"));
        Assert.Equal(503, exception.Status);
        Assert.True(File.Exists(Path.Combine(store.Path, "indices", "logs", "00000001.segment")));
        Assert.Equal(["logs", "other"], store.Engine.ResolveNames("*"));
        Assert.Equal(503, (await store.IndexAsync("logs", "3", "{}")).Status);
    }

    [Fact]
    public async Task A_damaged_segment_is_reported_kept_and_does_not_keep_others_from_being_served()
    {
        await using var store = await WithSegmentAsync();
        await store.IndexAsync("logs", "2", """{"n":2}""");
        await store.Engine.FlushAsync(["logs"]);
        await store.AbandonAsync();
        var first = Path.Combine(store.Path, "indices", "logs", "00000001.segment");
        var bytes = await File.ReadAllBytesAsync(first);
        await File.WriteAllBytesAsync(first, bytes[..^1]);
        store.OpenEngine();

        Assert.Null(store.Source("logs", "1"));
        Assert.Equal("""{"n":2}""", store.Source("logs", "2"));
        var statistics = store.Engine.GetStatistics(["logs"])[0];
        Assert.Equal(IndexHealth.Yellow, statistics.Health);
        Assert.Contains("segment 00000001 of index logs with 1 documents cannot be read", statistics.Damage.Single(), StringComparison.Ordinal);

        // Whoever mends the file finds it served again, also after writes in between.
        await store.IndexAsync("logs", "3", """{"n":3}""");
        await store.Engine.FlushAsync(["logs"]);
        await store.AbandonAsync();
        await File.WriteAllBytesAsync(first, bytes);
        store.OpenEngine();
        Assert.Equal(3, store.Count("logs"));
        Assert.Equal(IndexHealth.Green, store.Engine.GetStatistics(["logs"])[0].Health);
    }

    [Fact]
    public async Task Damaged_live_rows_show_deleted_documents_again_and_say_so()
    {
        await using var store = await WithSegmentAsync();
        await store.IndexAsync("logs", "2", """{"n":2}""");
        await store.Engine.FlushAsync(["logs"]);
        await store.Engine.BulkAsync([TestStore.Operation(BulkAction.Delete, "logs", "1")]);
        await store.Engine.FlushAsync(["logs"]);
        await store.AbandonAsync();
        var live = Directory.GetFiles(Path.Combine(store.Path, "indices", "logs"), "*.live").Single();
        var bytes = await File.ReadAllBytesAsync(live);
        bytes[20] ^= 1;
        await File.WriteAllBytesAsync(live, bytes);
        store.OpenEngine();

        Assert.Equal("""{"n":1}""", store.Source("logs", "1"));
        Assert.Contains("deletions in segment 00000001", store.Engine.GetStatistics(["logs"])[0].Damage.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_interrupted_flush_left_is_deleted()
    {
        await using var store = await WithSegmentAsync();
        await store.AbandonAsync();
        var folder = Path.Combine(store.Path, "indices", "logs");
        string[] leftovers = [Path.Combine(folder, "00000002.segment"), Path.Combine(folder, "manifest.new"), Path.Combine(folder, "00000001.9.live")];
        foreach (var path in leftovers)
        {
            await File.WriteAllTextAsync(path, "half");
        }

        Directory.CreateDirectory(Path.Combine(store.Path, "indices", "never-finished"));
        store.OpenEngine();
        Assert.DoesNotContain(leftovers, File.Exists);
        Assert.False(store.Engine.Exists("never-finished"));
        await store.IndexAsync("logs", "2", "{}");
        await store.Engine.FlushAsync(["logs"]);
        await store.ReopenAsync();
        Assert.Equal(2, store.Count("logs"));
    }

    [Fact]
    public async Task What_was_accepted_is_replayed_under_a_mapping_that_would_refuse_it_now()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", """{"n":1}""");
        await store.IndexAsync("logs", "2", """{"n":"two"}""");
        using var mapping = System.Text.Json.JsonDocument.Parse("""{"dynamic":"strict","properties":{"n":{"type":"long"}}}""");
        await store.Engine.PutMappingAsync("logs", mapping.RootElement);
        await store.AbandonAsync();
        store.OpenEngine();

        Assert.Equal("""{"n":"two"}""", store.Source("logs", "2"));
        Assert.Equal(400, (await store.IndexAsync("logs", "3", """{"n":"three"}""")).Status);
    }

    [Fact]
    public async Task Fields_that_stay_in_the_document_stay_there_when_it_is_replayed()
    {
        await using var store = new TestStore();
        using var body = System.Text.Json.JsonDocument.Parse("""{"mappings":{"dynamic":false,"properties":{"n":{"type":"long"}}}}""");
        await store.Engine.CreateIndexAsync("logs", body.RootElement);
        await store.IndexAsync("logs", "1", """{"n":1,"other":2}""");
        await store.AbandonAsync();
        store.OpenEngine();

        using var snapshot = store.Engine.AcquireSnapshots(["logs"])[0];
        Assert.Null(snapshot.Mapping.Find("other"));
        Assert.Equal(["n"], snapshot.Segments[0].Fields);
    }

    private static async Task<TestStore> WithSegmentAsync()
    {
        var store = new TestStore();
        await store.IndexAsync("logs", "1", """{"n":1}""");
        await store.Engine.FlushAsync(["logs"]);
        return store;
    }
}
