using El4k.Store.Errors;
using El4k.Store.Indices;

namespace El4k.Store.Tests;

public sealed class StoreEngineTests
{
    [Fact]
    public async Task A_document_is_there_at_once_and_after_reopening()
    {
        await using var store = new TestStore();
        var result = await store.IndexAsync("logs", "1", """{"a":1}""");

        Assert.Equal((201, DocumentResult.Created, 1L, 0L), (result.Status, result.Result, result.Version, result.SequenceNumber));
        Assert.Equal("""{"a":1}""", store.Source("logs", "1"));
        await store.ReopenAsync();
        Assert.Equal("""{"a":1}""", store.Source("logs", "1"));
        Assert.Equal(1, store.Count("logs"));
    }

    [Fact]
    public async Task Writing_an_id_again_counts_its_version_and_leaves_one_live_row()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", """{"a":1}""");
        var second = await store.IndexAsync("logs", "1", """{"a":2}""");

        Assert.Equal((200, DocumentResult.Updated, 2L), (second.Status, second.Result, second.Version));
        Assert.Equal(1, store.Count("logs"));
        await store.ReopenAsync();
        Assert.Equal("""{"a":2}""", store.Source("logs", "1"));
        Assert.Equal(2, store.Engine.Get("logs", "1")!.Version);
        Assert.Equal(1, store.Count("logs"));
    }

    [Fact]
    public async Task Create_of_an_existing_id_is_a_conflict()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", """{"a":1}""", BulkAction.Create);
        var second = await store.IndexAsync("logs", "1", """{"a":2}""", BulkAction.Create);

        Assert.Equal((409, "version_conflict_engine_exception"), (second.Status, second.Error!.Type));
        Assert.Equal("[1]: version conflict, document already exists (current version [1])", second.Error.Reason);
        Assert.Equal("""{"a":1}""", store.Source("logs", "1"));
    }

    [Fact]
    public async Task Made_ids_are_20_url_safe_characters_and_find_their_documents_after_reopening()
    {
        await using var store = new TestStore();
        var operations = Enumerable.Range(0, 100).Select(i => TestStore.Operation(BulkAction.Index, "logs", null, $$"""{"n":{{i}}}""")).ToList();
        var ids = (await store.Engine.BulkAsync(operations)).Items.Select(item => item.Id!).ToList();
        await store.ReopenAsync();
        ids.AddRange((await store.Engine.BulkAsync(operations)).Items.Select(item => item.Id!));

        Assert.Equal(200, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9_-]{20}$", id));
        Assert.Equal("""{"n":42}""", store.Source("logs", ids[42]));
        Assert.Equal("""{"n":42}""", store.Source("logs", ids[142]));
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_not_found_without_an_error()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", "{}");
        var result = await store.Engine.BulkAsync([
            TestStore.Operation(BulkAction.Delete, "logs", "1"),
            TestStore.Operation(BulkAction.Delete, "logs", "1")]);

        Assert.Equal([(200, DocumentResult.Deleted), (404, DocumentResult.NotFound)], result.Items.Select(item => (item.Status, item.Result)));
        Assert.False(result.HasErrors);
        await store.ReopenAsync();
        Assert.Null(store.Source("logs", "1"));
    }

    [Fact]
    public async Task An_update_merges_into_the_document()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", """{"a":{"b":1,"c":2},"d":[1]}""");
        var update = await store.IndexAsync("logs", "1", """{"doc":{"a":{"b":5},"e":"ä"}}""", BulkAction.Update);
        var noop = await store.IndexAsync("logs", "1", """{"doc":{"e":"ä"}}""", BulkAction.Update);
        var missing = await store.IndexAsync("logs", "2", """{"doc":{"e":1}}""", BulkAction.Update);
        var upsert = await store.IndexAsync("logs", "2", """{"doc":{"e":1},"doc_as_upsert":true}""", BulkAction.Update);

        Assert.Equal((DocumentResult.Updated, DocumentResult.Noop, 404, 201), (update.Result, noop.Result, missing.Status, upsert.Status));
        Assert.Equal("""{"a":{"b":5,"c":2},"d":[1],"e":"ä"}""", store.Source("logs", "1"));
    }

    [Fact]
    public async Task A_refused_document_leaves_no_trace()
    {
        await using var store = new TestStore();
        var result = await store.Engine.BulkAsync([
            TestStore.Operation(BulkAction.Index, "logs", "1", """{"new":1,"broken":"""),
            TestStore.Operation(BulkAction.Index, "logs", "2", """{"new":"text"}""")]);

        Assert.Equal([400, 201], result.Items.Select(item => item.Status));
        Assert.Equal("mapper_parsing_exception", result.Items[0].Error!.Type);
        using var snapshot = store.Engine.AcquireSnapshots(["logs"])[0];
        Assert.Equal("text", snapshot.Mapping.Find("new")!.TypeName);
    }

    [Fact]
    public async Task A_bad_index_name_refuses_its_operations_only()
    {
        await using var store = new TestStore();
        var result = await store.Engine.BulkAsync([
            TestStore.Operation(BulkAction.Index, "Logs", "1", "{}"),
            TestStore.Operation(BulkAction.Index, "logs", "1", "{}")]);

        Assert.Equal([400, 201], result.Items.Select(item => item.Status));
        Assert.Equal("invalid_index_name_exception", result.Items[0].Error!.Type);
    }

    [Fact]
    public async Task A_deleted_index_stays_deleted_and_its_name_is_free()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", """{"a":1}""");
        await store.Engine.DeleteIndicesAsync(["logs"]);
        Assert.False(store.Engine.Exists("logs"));
        Assert.Equal("index_not_found_exception", Assert.Throws<StoreException>(() => store.Engine.Get("logs", "1")).Type);
        await store.IndexAsync("logs", "2", """{"a":"text"}""");
        await store.ReopenAsync();

        Assert.Null(store.Source("logs", "1"));
        Assert.Equal(1, store.Count("logs"));
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_store_is_open()
    {
        await using var store = new TestStore();
        var exception = Assert.Throws<IOException>(() => StoreEngine.Open(new StoreOptions { DataPath = store.Path }));
        Assert.Contains("another process has this store open", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrent_bulks_are_all_there_after_reopening()
    {
        await using var store = new TestStore();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await store.IndexAsync($"logs-{worker % 3}", $"{worker}-{i}", $$"""{"worker":{{worker}},"i":{{i}}}""");
            }
        })));
        await store.ReopenAsync();

        Assert.Equal(160, store.Count("logs-0") + store.Count("logs-1") + store.Count("logs-2"));
    }

    [Theory]
    [InlineData("*", "a-1,a-2,b-1")]
    [InlineData(null, "a-1,a-2,b-1")]
    [InlineData("_all", "a-1,a-2,b-1")]
    [InlineData("a-*,-a-2", "a-1")]
    [InlineData("b-1,a-1", "a-1,b-1")]
    [InlineData(".h*", ".hidden")]
    [InlineData("c*", "")]
    public async Task Names_are_resolved(string? expression, string expected)
    {
        await using var store = new TestStore();
        foreach (var name in new[] { "a-1", "a-2", "b-1", ".hidden" })
        {
            await store.Engine.CreateIndexAsync(name);
        }

        Assert.Equal(expected, string.Join(',', store.Engine.ResolveNames(expression)));
    }

    [Fact]
    public async Task A_missing_name_is_an_error_unless_it_may_be_unavailable()
    {
        await using var store = new TestStore();
        Assert.Equal(404, Assert.Throws<StoreException>(() => store.Engine.ResolveNames("x")).Status);
        Assert.Empty(store.Engine.ResolveNames("x", new NameResolution(IgnoreUnavailable: true)));
        Assert.Equal(404, Assert.Throws<StoreException>(() => store.Engine.ResolveNames("x*", new NameResolution(AllowNoIndices: false))).Status);
    }
}
