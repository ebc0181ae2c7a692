namespace El4k.Explorer.Tests.Ingest;

public sealed class IngestEndpointTests
{
    private const string Mapping = """
        {"el4k-ingest-2026.11.25":{"mappings":{"properties":{
          "region":{"type":"text","fields":{"keyword":{"type":"keyword"}}},"instance":{"type":"text","fields":{"keyword":{"type":"keyword"}}},
          "pipeline":{"type":"keyword"},
          "plugin":{"properties":{"id":{"type":"text","fields":{"keyword":{"type":"keyword"}}},"name":{"type":"keyword"},"kind":{"type":"text","fields":{"keyword":{"type":"keyword"}}}}}}}}}
        """;

    private static readonly long Start = new DateTimeOffset(2026, 11, 25, 12, 33, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public async Task Each_input_has_its_counters_its_loss_and_its_line()
    {
        var store = new FakeStore().On("/_mapping", Mapping).On("/_cat/indices", """
                [{"health":"green","index":"logstash-reports-2026.11.20","docs.count":"12","store.size":"345"},{"health":"green","index":"other","docs.count":"1","store.size":"5"}]
                """)
            .OnSearch("\"last\"", FakeStore.Hits(9, $$$$$$$$"""{"first":{"value":{{{{{{{{Start}}}}}}}}},"last":{"value":{{{{{{{{Start + 60_000}}}}}}}}}}"""))
            .OnSearch("\"received\"", FakeStore.Hits(2, """{"instance":{"buckets":[{"key":"h1","doc_count":1,"plugin":{"buckets":[{"key":"udp_9602","doc_count":1,"received":{"value":120.0}}]}}]}}"""))
            .OnSearch("parse_failures", FakeStore.Hits(4, $$$$$$$$"""
                {"time":{"buckets":[{"key":{{{{{{{{Start}}}}}}}},"doc_count":2},{"key":{{{{{{{{Start + 60_000}}}}}}}},"doc_count":2}]},
                 "inputs":{"doc_count":2,"instance":{"buckets":[{"key":"h1","doc_count":2,"pipeline":{"buckets":[{"key":"main","doc_count":2,"plugin":{"buckets":[{"key":"udp_9602","doc_count":2,
                    "name":{"buckets":[{"key":"udp","doc_count":2}]},"region":{"buckets":[]},"last_event":{"value":{{{{{{{{Start + 1000}}}}}}}}},
                    "received":{"value":990},"out":{"value":988},"parse_failures":{"value":2},"dropped":{"value":10},
                    "time":{"buckets":[{"key":{{{{{{{{Start + 60_000}}}}}}}},"doc_count":2,"received":{"value":990},"out":{"value":988},"parse_failures":{"value":2},"dropped":{"value":10}}]}}]}}]}}]}},
                 "outputs":{"doc_count":2,"instance":{"buckets":[{"key":"h1","doc_count":2,"pipeline":{"buckets":[{"key":"main","doc_count":2,"plugin":{"buckets":[{"key":"elasticsearch_1","doc_count":2,
                    "name":{"buckets":[{"key":"elasticsearch","doc_count":2}]},"region":{"buckets":[]},"last_event":{"value":null},"active":{"doc_count":1,"last_report":{"value":{{{{{{{{Start + 2000}}}}}}}}}},
                    "out":{"value":988},"failed":{"value":2},"retries":{"value":3},"dead_letters":{"value":1},
                    "reason":{"buckets":[{"key":"400 mapper_parsing_exception: no","doc_count":1,"last":{"value":{{{{{{{{Start + 3000}}}}}}}}}}]},
                    "time":{"buckets":[{"key":{{{{{{{{Start}}}}}}}},"doc_count":1,"out":{"value":988},"failed":{"value":2},"retries":{"value":3},"dead_letters":{"value":1}}]}}]}}]}}]}},
                 "pii":{"doc_count":3,"field":{"buckets":[
                    {"key":"user.mail","doc_count":2,"kind":{"buckets":[{"key":"email","doc_count":2,"action":{"buckets":[{"key":"mask","doc_count":1,"count":{"value":5}},{"key":"tag","doc_count":1,"count":{"value":0}}]}}]}},
                    {"key":"message","doc_count":1,"kind":{"buckets":[{"key":"card","doc_count":1,"action":{"buckets":[{"key":"drop","doc_count":1,"count":{"value":7}}]}}]}}]}}}
                """));
        await using var host = await ExplorerHost.StartAsync(store);
        var ingest = await host.GetAsync("/api/ingest?t=-2m");

        JsonAssert.Equal("""
            {"region":null,"instance":"h1","pipeline":"main","id":"udp_9602","name":"udp","received":990,"out":988,"parseFailures":2,"dropped":10,"lossShare":0.01,
             "lastEvent":"2026-11-25T12:33:01Z","ratePerSecond":2,"series":{"received":[0,990],"out":[0,988],"parseFailures":[0,2],"dropped":[0,10]}}
            """, ingest["inputs"]![0], "input");
        JsonAssert.Equal("""
            {"region":null,"instance":"h1","pipeline":"main","id":"elasticsearch_1","name":"elasticsearch","out":988,"failed":2,"retries":3,
             "deadLetters":1,"lastReason":"400 mapper_parsing_exception: no","lastDeadLetter":"2026-11-25T12:33:03Z",
             "lastEvent":"2026-11-25T12:33:02Z","series":{"out":[988,0],"failed":[2,0],"retries":[3,0],"deadLetters":[1,0]}}
            """, ingest["outputs"]![0], "output");
        JsonAssert.Equal("""[{"field":"message","kind":"card","action":"drop","count":7},{"field":"user.mail","kind":"email","action":"mask","count":5}]""", ingest["personalData"], "personalData");
        JsonAssert.Equal("""{"received":990,"out":988,"parseFailures":2,"dropped":10,"lossShare":0.01,"sent":988,"failed":2,"retries":3,"deadLetters":1}""", ingest["totals"], "totals");
        JsonAssert.Equal("""
            {"documents":13,"bytes":350,"indices":[
             {"name":"logstash-reports-2026.11.20","health":"green","documents":12,"bytes":345,"day":"2026-11-20","ageDays":5},
             {"name":"other","health":"green","documents":1,"bytes":5,"day":null,"ageDays":null}]}
            """, ingest["store"], "store");
        Assert.Contains("\"plugin.kind.keyword\":\"input\"", store.Searches.Last().ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_any_collector_wrote_everything_is_zero()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/_mapping", "{}").On("/_cat/indices", "[]").On("/_search", """{"hits":{"total":{"value":0},"hits":[]}}"""));
        var ingest = await host.GetAsync("/api/ingest");
        Assert.Empty(ingest["inputs"]!.AsArray());
        Assert.Empty(ingest["personalData"]!.AsArray());
        Assert.Null(ingest["lastReport"]);
        Assert.Null(ingest["totals"]!["lossShare"]);
    }
}
