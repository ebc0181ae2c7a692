using System.Text.Json;
using El4k.Store.Aggregations;
using El4k.Store.Search;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Hits;

namespace El4k.Store;

/// <summary>Reads search requests. Any thread.</summary>
internal static class SearchRequestParser
{
    private static readonly QueryParser Queries = BuiltInQueries.CreateParser();

    private static readonly AggregationParser AggregationTypes = BuiltInAggregations.CreateParser(Queries);

    private static readonly JsonElement EmptyBody = JsonSerializer.SerializeToElement(new Dictionary<string, string>());

    // Clients attach these to nearly everything, empty; filled they ask for something that is not there.
    private static readonly string[] UnlessEmpty =
        ["script_fields", "runtime_mappings", "suggest", "rescore", "indices_boost", "collapse", "slice", "pit", "ext", "derived"];

    private static readonly string[] UnlessFalse = ["explain", "profile"];

    public static SearchRequest Parse(JsonElement body, IReadOnlyDictionary<string, string> parameters)
    {
        var request = Open(body);
        var url = new SearchParameters(parameters);
        var query = ReadQuery(request, url);
        var postFilter = request.TryRead("post_filter", out var filter) ? Queries.Parse(filter, "post_filter") : null;
        var aggregations = ReadAggregations(request);
        // Old clients send -1 for "from the first".
        var from = Math.Max(url.ReadCount("from") ?? request.ReadCount("from", 0, minimum: -1), 0);
        var size = url.ReadCount("size") ?? request.ReadCount("size", 10);
        CheckWindow(from, size);
        var sort = url.Read("sort") is { } sortText ? SortParser.ParseList(sortText) : SortParser.Parse(request);
        var after = ReadSearchAfter(request, sort, from);
        var source = ReadSource(request, url);
        var fields = FieldSelector.Read(request, "fields").Concat(FieldSelector.Read(request, "docvalue_fields")).ToList();
        fields.AddRange(url.ReadList("docvalue_fields").Select(field => new FieldSelector(field, null)));
        // A parameter that overrides the body leaves its twin there unread.
        request.Accept("from", "size", "sort");
        var showsVersion = url.ReadFlag("version", request.ReadBoolean("version", false));
        var showsSequenceNumber = url.ReadFlag("seq_no_primary_term", request.ReadBoolean("seq_no_primary_term", false));
        var tracked = ReadTrackedHits(request, url);
        var highlight = HighlightRequest.Parse(request);
        request.Accept("timeout", "track_scores", "stats", "batched_reduce_size", "preference");
        url.Read("track_scores");
        if (url.Read("search_type") is { } type and not ("query_then_fetch" or "dfs_query_then_fetch"))
        {
            throw new InvalidRequestException(InvalidRequestException.IllegalArgument, $"No search type for [{type}]");
        }

        if ((request.ReadInteger("terminate_after") ?? 0) > 0 || (url.ReadCount("terminate_after") ?? 0) > 0)
        {
            throw new InvalidRequestException(InvalidRequestException.Parsing, "[terminate_after] is not supported");
        }

        RejectFilled(request);
        request.RejectUnread();
        var result = new SearchRequest
        {
            Query = query,
            PostFilter = postFilter,
            Aggregations = aggregations,
            From = from,
            Size = size,
            Sort = sort,
            SearchAfter = after,
            Source = source,
            Fields = fields,
            Highlight = highlight,
            TrackedHits = tracked,
            ShowsVersion = showsVersion,
            ShowsSequenceNumber = showsSequenceNumber,
            TypedKeys = url.ReadFlag("typed_keys"),
            TotalAsNumber = url.ReadFlag("rest_total_hits_as_int"),
        };
        url.ReadFlag("explain");
        url.RejectUnread();
        return result;
    }

    public static SearchRequest ParseCount(JsonElement body, IReadOnlyDictionary<string, string> parameters)
    {
        var request = Open(body);
        var url = new SearchParameters(parameters);
        var query = ReadQuery(request, url);
        url.Read("min_score");
        url.Read("terminate_after");
        request.RejectUnread();
        url.RejectUnread();
        return new SearchRequest { Query = query, TrackedHits = null };
    }

    private static RequestObject Open(JsonElement body) =>
        new(body.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? EmptyBody : body, "");

    /// <summary>The body's query, or the one that the parameter <c>q</c> writes in Lucene's syntax.</summary>
    private static Query? ReadQuery(RequestObject request, SearchParameters url)
    {
        var query = request.TryRead("query", out var element) ? Queries.Parse(element, "query") : null;
        var text = url.Read("q");
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (parameter, option) in (ReadOnlySpan<(string, string)>)
            [("df", "default_field"), ("default_operator", "default_operator"), ("lenient", "lenient"), ("analyze_wildcard", "analyze_wildcard")])
        {
            if (url.Read(parameter) is { } value)
            {
                options[option] = value;
            }
        }

        if (text is null)
        {
            return query;
        }

        options["query"] = text;
        var written = new Dictionary<string, Dictionary<string, string>> { ["query_string"] = options };
        return Queries.Parse(JsonSerializer.SerializeToElement(written), "q");
    }

    private static IReadOnlyList<Aggregation> ReadAggregations(RequestObject request)
    {
        if (request.TryRead("aggs", out var aggregations))
        {
            return AggregationTypes.Parse(aggregations, "aggs");
        }

        return request.TryRead("aggregations", out aggregations) ? AggregationTypes.Parse(aggregations, "aggregations") : [];
    }

    private static void CheckWindow(int from, int size)
    {
        if ((long)from + size > SearchRequest.MaximumWindow)
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"Result window is too large, from + size must be less than or equal to: [{SearchRequest.MaximumWindow}] but was [{(long)from + size}]. To go on from the last hit, use [search_after]");
        }
    }

    private static List<string?>? ReadSearchAfter(RequestObject request, IReadOnlyList<SortKey> sort, int from)
    {
        if (!request.TryRead("search_after", out var element))
        {
            return null;
        }

        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != Math.Max(sort.Count, 1))
        {
            throw RequestObject.Wrong("search_after", $"an array of the last hit's sort values, {sort.Count} of them", element);
        }

        if (from > 0)
        {
            throw new InvalidRequestException(InvalidRequestException.IllegalArgument, "`from` parameter must be set to 0 when `search_after` is used");
        }

        return [.. element.EnumerateArray().Select((value, index) =>
            value.ValueKind == JsonValueKind.Null ? null : RequestObject.ToText(value, $"search_after[{index}]"))];
    }

    private static SourceFilter ReadSource(RequestObject request, SearchParameters url)
    {
        // Who asks for stored fields gets the source only by asking for it as well.
        var hasStoredFields = request.TryRead("stored_fields", out _) | url.Read("stored_fields") is not null;
        var source = hasStoredFields && !request.TryRead("_source", out _) ? SourceFilter.None : SourceFilter.Parse(request);
        var (includes, excludes) = (url.ReadList("_source_includes"), url.ReadList("_source_excludes"));
        source = url.Read("_source") switch
        {
            null => source,
            "true" or "" => SourceFilter.All,
            "false" => SourceFilter.None,
            var patterns => SourceFilter.Create(patterns.Split(','), []),
        };
        return includes.Count + excludes.Count > 0 ? SourceFilter.Create(includes, excludes) : source;
    }

    private static int? ReadTrackedHits(RequestObject request, SearchParameters url)
    {
        var text = url.Read("track_total_hits") ?? request.ReadString("track_total_hits");
        return text switch
        {
            null => SearchRequest.DefaultTrackedHits,
            "true" or "" => null,
            "false" => -1,
            _ when int.TryParse(text, out var number) => number < 0 ? null : number,
            _ => throw new InvalidRequestException(
                InvalidRequestException.Parsing, $"[track_total_hits] must be true, false or a number, but is [{text}]"),
        };
    }

    private static void RejectFilled(RequestObject request)
    {
        foreach (var name in UnlessEmpty)
        {
            if (request.TryRead(name, out var value) && !IsEmpty(value))
            {
                throw new InvalidRequestException(InvalidRequestException.Parsing, $"[{name}] is not supported");
            }
        }

        foreach (var name in UnlessFalse)
        {
            if (request.ReadBoolean(name, false))
            {
                throw new InvalidRequestException(InvalidRequestException.Parsing, $"[{name}] is not supported");
            }
        }

        if (request.ReadNumber("min_score") is > 1)
        {
            throw new InvalidRequestException(InvalidRequestException.Parsing, "[min_score] is not supported: every hit has the score 1");
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };
}
