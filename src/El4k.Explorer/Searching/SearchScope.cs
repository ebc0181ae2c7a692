using System.Text.Json.Nodes;
using El4k.Explorer.Filters;
using El4k.Explorer.Mapping;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.QuerySyntax;
using El4k.Explorer.QuerySyntax.Nodes;
using El4k.Explorer.Time;

namespace El4k.Explorer.Searching;

/// <summary>Which documents are meant: index, time range, query and filters.</summary>
internal sealed class SearchScope
{
    /// <summary>The field every document of the pipeline has its time in.</summary>
    public const string TimeField = "@timestamp";

    private readonly JsonArray _conditions = [];

    /// <exception cref="Errors.BadParameterException">A filter or the query cannot be understood.</exception>
    public SearchScope(string index, TimeRange range, QueryNode query, IReadOnlyList<string> filters, FieldCatalog catalog, DateTimeOffset now)
    {
        Index = index;
        Range = range;
        Catalog = catalog;
        if (query is not AllNode)
        {
            _conditions.Add(new QueryTranslator(catalog, range.Zone, now).Translate(query));
        }

        for (var i = 0; i < filters.Count; i++)
        {
            var filter = FieldFilterParser.Parse(filters[i], $"f[{i}]");
            if (!filter.Disabled)
            {
                _conditions.Add(FieldFilterTranslator.Translate(filter, catalog, $"f[{i}]"));
            }
        }
    }

    public string Index { get; }

    public TimeRange Range { get; }

    public FieldCatalog Catalog { get; }

    /// <summary>The query for a range of time, with more conditions if given.</summary>
    public JsonObject QueryFor(TimeRange? range, params ReadOnlySpan<JsonObject> more)
    {
        var clauses = (JsonArray)_conditions.DeepClone();
        if (range is not null)
        {
            clauses.Insert(0, Dsl.TimeRange(TimeField, range.From, range.To));
        }

        foreach (var condition in more)
        {
            clauses.Add(condition);
        }

        return clauses.Count == 0 ? Dsl.MatchAll() : new JsonObject { ["bool"] = new JsonObject { ["filter"] = clauses } };
    }

    /// <summary>A search that returns no documents, only counts and aggregations.</summary>
    public static JsonObject Aggregate(JsonObject query, JsonObject? aggregations = null)
    {
        var body = new JsonObject { ["size"] = 0, ["track_total_hits"] = true, ["query"] = query };
        if (aggregations is { Count: > 0 })
        {
            body["aggs"] = aggregations;
        }

        return body;
    }

    /// <summary>A <c>date_histogram</c> over a range, with an empty bucket wherever nothing is.</summary>
    public static JsonObject Histogram(Interval interval, TimeRange range, JsonObject? nested = null) =>
        Dsl.Aggregation("date_histogram", new JsonObject
        {
            ["field"] = TimeField,
            [interval.Parameter.Name] = interval.Parameter.Value,
            ["time_zone"] = range.Tz,
            ["min_doc_count"] = 0,
            ["extended_bounds"] = new JsonObject { ["min"] = Millis(range.From), ["max"] = Millis(range.To) - 1 },
        }, nested);

    public static long Millis(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
