using System.Text.Json.Nodes;
using El4k.Store.Errors;
using El4k.Store.Search.Queries.QueryString;

namespace El4k.Store.Tests.Search;

/// <summary>Whatever a request holds, the answer is a result or an error that names what is wrong.</summary>
public sealed class MangledRequestTests
{
    private static readonly TestIndex Index = TestIndex.Create(ReportRuns.Create(40));

    private static readonly string[] Values =
        ["null", "true", "0", "-1", "1e400", "99999999999999999999", "0.5", "\"\"", "\"*\"", "\"now/d\"", "\"1d\"", "\"[\"", "[]", "[null]", "[[]]", "{}", "{\"a\":{}}", "{\"match_all\":{}}"];

    private static readonly string[] Requests =
    [
        """{ "query": { "bool": { "filter": [{ "range": { "@timestamp": { "gte": "now-1d/d", "time_zone": "Europe/Berlin", "format": "yyyy" } } }], "should": [{ "match": { "message": { "query": "a b", "operator": "and" } } }], "minimum_should_match": "1" } } }""",
        """{ "query": { "query_string": { "query": "a AND b:[1 TO 2]", "fields": ["message"], "default_operator": "AND", "phrase_slop": 1 } }, "post_filter": { "ids": { "values": ["1"] } } }""",
        """{ "query": { "multi_match": { "query": "x", "fields": ["a*"], "type": "phrase", "slop": 2 } }, "sort": [{ "duration": { "order": "desc", "missing": "_last", "mode": "max", "unmapped_type": "long" } }], "search_after": [5] }""",
        """{ "query": { "terms": { "status": [200, 500] } }, "_source": { "includes": ["a"], "excludes": ["b"] }, "fields": [{ "field": "@timestamp", "format": "epoch_millis" }], "track_total_hits": 5, "from": 1, "size": 3 }""",
        """{ "query": { "regexp": { "report": { "value": "a.*", "case_insensitive": true } } }, "aggs": { "f": { "filters": { "filters": { "x": { "match_all": {} } }, "other_bucket": true } } } }""",
        """{ "aggs": { "d": { "date_histogram": { "field": "@timestamp", "fixed_interval": "1h", "time_zone": "UTC", "offset": "+1h", "extended_bounds": { "min": 1, "max": 2 }, "hard_bounds": { "min": 1, "max": 2 }, "order": { "_key": "desc" }, "missing": "2026", "format": "yyyy" }, "aggs": { "p": { "percentiles": { "field": "duration", "percents": [50] } } } } } }""",
        """{ "aggs": { "t": { "terms": { "field": "report", "size": 5, "order": [{ "s.avg": "desc" }, { "_key": "asc" }], "include": "a.*", "exclude": ["b"], "missing": "x", "min_doc_count": 0 }, "aggs": { "s": { "stats": { "field": "load", "missing": 1, "format": "yyyy" } } } } } }""",
        """{ "aggs": { "h": { "histogram": { "field": "duration", "interval": 100, "offset": 5, "extended_bounds": { "min": 1, "max": 2 } } }, "r": { "range": { "field": "load", "ranges": [{ "from": 1, "to": 2, "key": "x" }], "keyed": true } }, "c": { "cardinality": { "field": "user", "precision_threshold": 10 } } } }""",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_mangled_body_is_answered_or_refused(int seed)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 1_500; round++)
        {
            var body = JsonNode.Parse(Requests[random.Next(Requests.Length)])!;
            for (var change = 0; change <= random.Next(2); change++)
            {
                Mangle(body, random);
            }

            var text = body.ToJsonString();
            try
            {
                TestIndex.Search([Index], text);
            }
            catch (StoreException error)
            {
                refused++;
                Assert.Equal(400, error.Status);
                Assert.NotEmpty(error.Message);
            }
            catch (Exception error)
            {
                Assert.Fail($"{text}: {error}");
            }
        }

        Assert.InRange(refused, 100, 1_400);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_text_is_a_query_or_refused_with_a_place(int seed)
    {
        var random = new Random(seed);
        string[] parts = ["a", "b:", "AND ", " OR ", "NOT ", "(", ")", "\"", "[", "]", "{", "}", " TO ", "*", "?", "~", "^", "2", "/", "\\", "+", "-", "!", "&&", "||", ":", ">", "<", "=", " ", "_exists_:", "ü", "now-1d"];
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => parts[random.Next(parts.Length)]));
            try
            {
                QueryStringParser.Parse(text, allByDefault: random.Next(2) == 0)?.ToString();
            }
            catch (StoreException error)
            {
                Assert.StartsWith($"Failed to parse query [{text}] at ", error.Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Replaces a value somewhere in the tree, or gives a property another name.</summary>
    private static void Mangle(JsonNode node, Random random)
    {
        var children = node switch
        {
            JsonObject properties => properties.Select(property => property.Value).ToList(),
            JsonArray items => [.. items],
            _ => [],
        };
        if (children.Count == 0)
        {
            return;
        }

        var chosen = random.Next(children.Count);
        if (children[chosen] is JsonObject or JsonArray && random.Next(4) > 0)
        {
            Mangle(children[chosen]!, random);
            return;
        }

        var value = JsonNode.Parse(Values[random.Next(Values.Length)]);
        if (node is JsonObject target)
        {
            var name = target.ElementAt(chosen).Key;
            if (random.Next(5) == 0)
            {
                target.Remove(name);
                name += "x";
            }

            target[name] = value;
        }
        else
        {
            node[chosen] = value;
        }
    }
}
