using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Store.Errors;
using El4k.Store.Indices;

namespace El4k.Store.Tests.Search;

public sealed class StoreEngineSearchTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("el4k-search-engine-").FullName;
    private StoreEngine _store = null!;

    public Task InitializeAsync()
    {
        _store = StoreEngine.Open(new StoreOptions { DataPath = _folder });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_acknowledged_is_found_at_once_and_after_a_flush()
    {
        await Index("a", 0, 100);
        Assert.Equal(100, Search("{}", "a")["hits"]!["total"]!["value"]!.GetValue<int>());

        await _store.FlushAsync(["a"]);
        await Index("a", 100, 50);

        var answer = Search("""{ "size": 3, "sort": [{ "n": "desc" }], "query": { "range": { "n": { "gte": 90 } } }, "aggs": { "s": { "sum": { "field": "n" } } } }""", "a");
        Assert.Equal(60, answer["hits"]!["total"]!["value"]!.GetValue<int>());
        Assert.Equal(["149", "148", "147"], answer["hits"]!["hits"]!.AsArray().Select(hit => hit!["_id"]!.GetValue<string>()));
        Assert.Equal(Enumerable.Range(90, 60).Sum(), answer["aggregations"]!["s"]!["value"]!.GetValue<double>());
    }

    [Fact]
    public async Task Deleted_and_replaced_documents_are_gone()
    {
        await Index("a", 0, 20);
        await _store.FlushAsync(["a"]);
        await _store.BulkAsync([new BulkOperation { Action = BulkAction.Delete, Index = "a", Id = "3" }, Put("a", "4", """{ "n": 1000 }""")]);

        var answer = Search("""{ "size": 20, "sort": [{ "n": "desc" }], "aggs": { "m": { "max": { "field": "n" } }, "t": { "terms": { "field": "n", "size": 50 } } } }""", "a");
        Assert.Equal(19, answer["hits"]!["total"]!["value"]!.GetValue<int>());
        Assert.Equal("4", answer["hits"]!["hits"]![0]!["_id"]!.GetValue<string>());
        Assert.Equal(1000, answer["aggregations"]!["m"]!["value"]!.GetValue<double>());
        Assert.Equal(19, answer["aggregations"]!["t"]!["buckets"]!.AsArray().Count);
        Assert.Equal(0, Search("""{ "query": { "ids": { "values": ["3"] } } }""", "a")["hits"]!["total"]!["value"]!.GetValue<int>());
    }

    [Fact]
    public async Task Many_rows_in_several_indices_are_searched_by_several_threads()
    {
        for (var index = 0; index < 4; index++)
        {
            await Index($"day-{index}", index * 20_000, 20_000);
        }

        var answer = Search(
            """{ "size": 1, "sort": [{ "n": "asc" }], "query": { "query_string": { "query": "n:>=10000" } }, "aggs": { "h": { "histogram": { "field": "n", "interval": 20000 } } } }""",
            "day-0", "day-1", "day-2", "day-3");

        Assert.Equal("10000", answer["hits"]!["hits"]![0]!["_id"]!.GetValue<string>());
        Assert.Equal("10000 20000 20000 20000", string.Join(' ', answer["aggregations"]!["h"]!["buckets"]!.AsArray().Select(bucket => bucket!["doc_count"]!.ToString())));
        Assert.Throws<El4k.Store.Search.InvalidRequestException>(() => Search(
            """{ "aggs": { "a": { "avg": { "field": "name" } } } }""", "day-0", "day-1", "day-2", "day-3"));
    }

    [Fact]
    public async Task A_search_sees_one_moment_while_documents_come_in_and_go_to_disk()
    {
        const int Bulks = 60;
        const int Size = 40;
        var done = false;
        await Index("a", 0, Size);
        var searches = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var count = 0;
            var seen = 0;
            while (!Volatile.Read(ref done) || seen == 0)
            {
                // Whichever way the documents are counted, in one answer they are the same documents.
                var answer = Search(
                    """
                    { "size": 1, "track_total_hits": true, "sort": [{ "n": "desc" }], "query": { "match": { "name": "x" } },
                      "aggs": { "v": { "value_count": { "field": "n" } }, "m": { "max": { "field": "n" } }, "t": { "terms": { "field": "n", "size": 1 } }, "e": { "filter": { "exists": { "field": "name" } } } } }
                    """,
                    "a");
                var total = answer["hits"]!["total"]!["value"]!.GetValue<int>();
                var figures = answer["aggregations"]!;
                Assert.Equal(total, figures["v"]!["value"]!.GetValue<int>());
                Assert.Equal(total, figures["e"]!["doc_count"]!.GetValue<int>());
                Assert.Equal(total, figures["t"]!["sum_other_doc_count"]!.GetValue<int>() + 1);
                Assert.Equal(total - 1, figures["m"]!["value"]!.GetValue<double>());
                Assert.Equal((total - 1).ToString(), answer["hits"]!["hits"]![0]!["_id"]!.GetValue<string>());
                Assert.True(total >= seen, "a later search saw fewer documents");
                seen = total;
                count++;
            }

            return count;
        })).ToArray();

        for (var bulk = 1; bulk < Bulks; bulk++)
        {
            await Index("a", bulk * Size, Size);
            if (bulk % 15 == 0)
            {
                await _store.FlushAsync(["a"]);
            }
        }

        Volatile.Write(ref done, true);
        Assert.All(await Task.WhenAll(searches), count => Assert.True(count > 0));
        Assert.Equal(Bulks * Size, Search("{}", "a")["hits"]!["total"]!["value"]!.GetValue<int>());
    }

    [Fact]
    public void A_missing_index_is_named() =>
        Assert.Equal("index_not_found_exception", Assert.Throws<StoreException>(() => Search("{}", "nothing")).Type);

    private static BulkOperation Put(string index, string id, string document) =>
        new() { Action = BulkAction.Index, Index = index, Id = id, Source = Encoding.UTF8.GetBytes(document) };

    private Task Index(string index, int first, int count) =>
        _store.BulkAsync([.. Enumerable.Range(first, count).Select(number => Put(index, number.ToString(), $$"""{ "n": {{number}}, "name": "x" }"""))]);

    private JsonNode Search(string body, params string[] indices)
    {
        using var document = JsonDocument.Parse(body);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            _store.Search(indices, SearchRequest.Parse(document.RootElement, new Dictionary<string, string>())).WriteTo(json);
        }

        return JsonNode.Parse(stream.ToArray())!;
    }
}
