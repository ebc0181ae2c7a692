using El4k.Store.Indices;

namespace El4k.Store.Tests.Indices;

public sealed class FlushTests
{
    [Fact]
    public async Task A_flush_writes_a_segment_and_the_log_is_no_longer_needed()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", """{"a":1}""");
        await store.Engine.FlushAsync(["logs"]);

        var statistics = store.Engine.GetStatistics(["logs"])[0];
        Assert.Equal((1, 1L, 0L), (statistics.Segments, statistics.Documents, statistics.DeletedDocuments));
        Assert.True(statistics.DiskBytes > 0);
        Assert.Empty(Directory.GetFiles(Path.Combine(store.Path, "wal")));
        Assert.Equal("""{"a":1}""", store.Source("logs", "1"));
        await store.ReopenAsync();
        Assert.Equal("""{"a":1}""", store.Source("logs", "1"));
    }

    [Fact]
    public async Task Deletions_and_overwritings_in_segments_survive()
    {
        await using var store = new TestStore();
        await store.Engine.BulkAsync([.. Enumerable.Range(0, 100).Select(i => TestStore.Operation(BulkAction.Index, "logs", $"{i}", $$"""{"n":{{i}}}"""))]);
        await store.Engine.FlushAsync(["logs"]);
        await store.IndexAsync("logs", "7", """{"n":"seven"}""");
        await store.Engine.BulkAsync([TestStore.Operation(BulkAction.Delete, "logs", "8")]);
        await store.ReopenAsync();
        Assert.Equal(99, store.Count("logs"));
        await store.Engine.BulkAsync([TestStore.Operation(BulkAction.Delete, "logs", "9")]);
        await store.Engine.FlushAsync(["logs"]);
        await store.ReopenAsync();

        Assert.Equal(98, store.Count("logs"));
        Assert.Equal("""{"n":"seven"}""", store.Source("logs", "7"));
        Assert.Equal(2, store.Engine.Get("logs", "7")!.Version);
        Assert.Null(store.Source("logs", "8"));
        Assert.Null(store.Source("logs", "9"));
        Assert.Equal("""{"n":10}""", store.Source("logs", "10"));
    }

    [Fact]
    public async Task Sequence_numbers_go_on_after_reopening()
    {
        await using var store = new TestStore();
        var first = await store.IndexAsync("logs", "1", "{}");
        await store.ReopenAsync();
        var second = await store.IndexAsync("logs", "2", "{}");

        Assert.Equal((0L, 1L), (first.SequenceNumber, second.SequenceNumber));
    }

    [Fact]
    public async Task A_full_builder_is_flushed_in_the_background()
    {
        await using var store = new TestStore(options => options with { FlushBytes = 200_000 });
        for (var i = 0; i < 30; i++)
        {
            await store.Engine.BulkAsync([.. Enumerable.Range(0, 200).Select(n =>
                TestStore.Operation(BulkAction.Index, "logs", null, $$"""{"n":{{n}},"text":"{{Guid.NewGuid()}}"}"""))]);
        }

        Assert.Equal(6000, store.Count("logs"));
        Assert.True(store.Engine.GetStatistics(["logs"])[0].Segments >= 2);
        await store.ReopenAsync();
        Assert.Equal(6000, store.Count("logs"));
    }

    [Fact]
    public async Task A_mapping_that_was_put_holds_for_rows_before_and_after_it()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", """{"a":"one"}""");
        using var mapping = System.Text.Json.JsonDocument.Parse("""{"properties":{"a":{"type":"text","fields":{"keyword":{"type":"keyword"}}},"b":{"type":"long"}}}""");
        await store.Engine.PutMappingAsync("logs", mapping.RootElement);
        var good = await store.IndexAsync("logs", "2", """{"a":"two","b":"5"}""");
        var bad = await store.IndexAsync("logs", "3", """{"b":"five"}""");
        await store.ReopenAsync();
        var badAfter = await store.IndexAsync("logs", "3", """{"b":"five"}""");

        Assert.Equal((201, 400, 400), (good.Status, bad.Status, badAfter.Status));
        Assert.Equal(2, store.Count("logs"));
        using var snapshot = store.Engine.AcquireSnapshots(["logs"])[0];
        Assert.Equal(2, snapshot.Segments.Sum(segment => segment.GetColumns("a.keyword").Sum(column => column.PresentRows)));
    }

    [Fact]
    public async Task A_search_keeps_reading_an_index_that_is_deleted_under_it()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", """{"a":1}""");
        await store.Engine.FlushAsync(["logs"]);
        using var snapshot = store.Engine.AcquireSnapshots(["logs"])[0];
        await store.Engine.DeleteIndicesAsync(["logs"]);

        Assert.Equal(1, snapshot.Segments[0].GetColumns("a")[0].PresentRows);
        Assert.False(Directory.Exists(Path.Combine(store.Path, "indices", "logs")));
    }
}
