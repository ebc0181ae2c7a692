using System.Globalization;
using System.Text.Json.Nodes;

namespace El4k.Explorer.QueryDsl;

/// <summary>The pieces of Elasticsearch's request language that the explorer uses.</summary>
internal static class Dsl
{
    public static JsonObject MatchAll() => new() { ["match_all"] = new JsonObject() };

    public static JsonObject Term(string field, JsonNode? value) => new() { ["term"] = new JsonObject { [field] = value } };

    public static JsonObject Terms(string field, IEnumerable<JsonNode?> values) =>
        new() { ["terms"] = new JsonObject { [field] = new JsonArray([.. values]) } };

    public static JsonObject Exists(string field) => new() { ["exists"] = new JsonObject { ["field"] = field } };

    public static JsonObject Wildcard(string field, string pattern) =>
        new() { ["wildcard"] = new JsonObject { [field] = new JsonObject { ["value"] = pattern } } };

    /// <summary>All words of a text must occur in a field.</summary>
    public static JsonObject MatchWords(string field, string text) =>
        new() { ["match"] = new JsonObject { [field] = new JsonObject { ["query"] = text, ["operator"] = "and" } } };

    /// <summary>Lucene syntax, in which everything a person typed is escaped already.</summary>
    public static JsonObject QueryString(string query) =>
        new() { ["query_string"] = new JsonObject { ["query"] = query, ["default_operator"] = "AND", ["analyze_wildcard"] = true, ["lenient"] = true } };

    /// <param name="field">The field's exact name.</param>
    /// <param name="bounds">Pairs of <c>gt</c>, <c>gte</c>, <c>lt</c>, <c>lte</c> and a value.</param>
    public static JsonObject Range(string field, params ReadOnlySpan<(string Operator, JsonNode? Value)> bounds)
    {
        var range = new JsonObject();
        foreach (var (op, value) in bounds)
        {
            range[op] = value;
        }

        return new JsonObject { ["range"] = new JsonObject { [field] = range } };
    }

    public static JsonObject TimeRange(string field, DateTime from, DateTime to) => Range(field, ("gte", Instant(from)), ("lt", Instant(to)));

    public static JsonObject Not(JsonObject query) => new() { ["bool"] = new JsonObject { ["must_not"] = new JsonArray(query) } };

    public static JsonObject All(IEnumerable<JsonObject> queries) => Bool("filter", queries);

    public static JsonObject Any(IEnumerable<JsonObject> queries)
    {
        var any = Bool("should", queries);
        if (any["bool"] is JsonObject clauses)
        {
            clauses["minimum_should_match"] = 1;
        }

        return any;
    }

    public static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static JsonObject Aggregation(string type, JsonObject body, JsonObject? nested = null)
    {
        var aggregation = new JsonObject { [type] = body };
        if (nested is { Count: > 0 })
        {
            aggregation["aggs"] = nested;
        }

        return aggregation;
    }

    public static JsonObject Metric(string type, string field) => new() { [type] = new JsonObject { ["field"] = field } };

    public static JsonObject Percentiles(string field) =>
        new() { ["percentiles"] = new JsonObject { ["field"] = field, ["percents"] = new JsonArray(50, 95) } };

    private static JsonObject Bool(string clause, IEnumerable<JsonObject> queries)
    {
        var list = new JsonArray([.. queries]);
        if (list.Count == 1)
        {
            var only = (JsonObject)list[0]!;
            list.Clear();
            return only;
        }

        return list.Count == 0 ? MatchAll() : new JsonObject { ["bool"] = new JsonObject { [clause] = list } };
    }
}
