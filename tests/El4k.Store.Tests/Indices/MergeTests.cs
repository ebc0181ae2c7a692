using El4k.Store.Indices;
using El4k.Store.Tests.Segments;

namespace El4k.Store.Tests.Indices;

public sealed class MergeTests
{
    [Fact]
    public async Task Merged_segments_hold_the_live_documents_with_their_ids_versions_and_numbers()
    {
        await using var store = new TestStore();
        var made = await WriteAsync(store);
        await store.Engine.BulkAsync([TestStore.Operation(BulkAction.Delete, "logs", "given-3"), TestStore.Operation(BulkAction.Delete, "logs", made[5])]);
        await store.IndexAsync("logs", "given-4", """{"n":"again"}""");
        await store.Engine.FlushAsync(["logs"]);
        var before = Documents(store);
        using var old = store.Engine.AcquireSnapshots(["logs"])[0];

        Assert.True(await store.Engine.MergeAsync("logs"));
        Assert.Equal(before, Documents(store));
        Assert.Equal((2, 0L), (store.Engine.GetStatistics(["logs"])[0].Segments, store.Engine.GetStatistics(["logs"])[0].DeletedDocuments));
        Assert.Null(store.Source("logs", "given-3"));
        Assert.Null(store.Source("logs", made[5]));
        Assert.Equal("""{"n":6}""", store.Source("logs", made[6]));

        // A search that began before reads its files to the end, though they are deleted.
        Assert.Equal(9, old.Segments.Count);
        Assert.Equal("""{"n":6}""", old.Segments.Select(segment => (segment, segment.FindRow(System.Text.Encoding.UTF8.GetBytes(made[6]))))
            .Where(found => found.Item2 >= 0).Select(found => TestSegment.SourceOf(found.segment, found.Item2)).Single());
        Assert.Equal(2, Directory.GetFiles(Path.Combine(store.Path, "indices", "logs"), "*.segment").Length);
        await store.ReopenAsync();
        Assert.Equal(before, Documents(store));
    }

    [Fact]
    public async Task Documents_that_are_all_deleted_leave_no_segment()
    {
        await using var store = new TestStore();
        await store.Engine.BulkAsync([.. Enumerable.Range(0, 10).Select(i => TestStore.Operation(BulkAction.Index, "logs", $"{i}", "{}"))]);
        await store.Engine.FlushAsync(["logs"]);
        await store.Engine.BulkAsync([.. Enumerable.Range(0, 10).Select(i => TestStore.Operation(BulkAction.Delete, "logs", $"{i}"))]);
        await store.Engine.FlushAsync(["logs"]);

        Assert.True(await store.Engine.MergeAsync("logs"));
        Assert.Equal(0, store.Engine.GetStatistics(["logs"])[0].Segments);
        await store.ReopenAsync();
        Assert.Equal(0, store.Count("logs"));
    }

    [Fact]
    public async Task Operations_during_a_merge_are_not_lost()
    {
        await using var store = new TestStore();
        for (var round = 0; round < 6; round++)
        {
            await WriteAsync(store);
            var merging = Task.Run(() => store.Engine.MergeAsync("logs"));
            for (var i = 0; i < 30; i++)
            {
                await store.IndexAsync("logs", $"during-{i}", $$"""{"round":{{round}}}""");
                await store.Engine.BulkAsync([TestStore.Operation(BulkAction.Delete, "logs", $"given-{i}")]);
            }

            await merging;
            for (var i = 0; i < 30; i++)
            {
                Assert.Equal($$"""{"round":{{round}}}""", store.Source("logs", $"during-{i}"));
                Assert.Null(store.Source("logs", $"given-{i}"));
            }
        }
    }

    private static async Task<List<string>> WriteAsync(TestStore store)
    {
        var ids = new List<string>();
        for (var segment = 0; segment < 8; segment++)
        {
            var operations = Enumerable.Range(0, 20).Select(i => i % 2 == 0
                ? TestStore.Operation(BulkAction.Index, "logs", null, $$"""{"n":{{ids.Count + (i / 2)}}}""")
                : TestStore.Operation(BulkAction.Index, "logs", $"given-{i}", $$"""{"segment":{{segment}}}"""));
            ids.AddRange((await store.Engine.BulkAsync([.. operations])).Items.Where((_, i) => i % 2 == 0).Select(item => item.Id!));
            await store.Engine.FlushAsync(["logs"]);
        }

        return ids;
    }

    private static List<string> Documents(TestStore store)
    {
        using var snapshot = store.Engine.AcquireSnapshots(["logs"])[0];
        return [.. snapshot.Segments
            .SelectMany(segment => Enumerable.Range(0, segment.RowCount)
                .Where(row => segment.LiveRows is null || segment.LiveRows[row])
                .Select(row => $"{segment.GetId(row)} {segment.GetVersion(row)} {segment.GetSequenceNumber(row)} {TestSegment.SourceOf(segment, row)}"))
            .Order(StringComparer.Ordinal)];
    }
}
