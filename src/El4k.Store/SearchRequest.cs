using System.Text.Json;
using El4k.Store.Aggregations;
using El4k.Store.Search;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Hits;

namespace El4k.Store;

/// <summary>A search: which documents, in which order, with which figures over them.</summary>
/// <remarks>Immutable; one request may be run any number of times, by any thread. Dates such as <c>now</c> are read when it runs.</remarks>
public sealed class SearchRequest
{
    /// <summary>How deep <c>from</c> and <c>size</c> may reach (<c>index.max_result_window</c>): all hits before are kept in memory. <c>search_after</c> goes on from there.</summary>
    public static readonly int MaximumWindow = 10_000;

    /// <summary>Hits are counted up to this when the request says nothing, as clients expect; beyond it the answer says "at least".</summary>
    public static readonly int DefaultTrackedHits = 10_000;

    internal SearchRequest()
    {
    }

    internal Query? Query { get; init; }

    /// <summary>Narrows the hits, but not what the aggregations see.</summary>
    internal Query? PostFilter { get; init; }

    internal IReadOnlyList<Aggregation> Aggregations { get; init; } = [];

    internal int From { get; init; }

    internal int Size { get; init; }

    internal IReadOnlyList<SortKey> Sort { get; init; } = [];

    /// <summary>The sort values after which the hits begin, as text; null for the first.</summary>
    internal IReadOnlyList<string?>? SearchAfter { get; init; }

    internal SourceFilter Source { get; init; } = SourceFilter.All;

    internal IReadOnlyList<FieldSelector> Fields { get; init; } = [];

    /// <summary>Which fields show where the query matched; null for none.</summary>
    internal HighlightRequest? Highlight { get; init; }

    /// <summary>Up to which number hits are counted; null for all, -1 for not at all.</summary>
    internal int? TrackedHits { get; init; } = DefaultTrackedHits;

    internal bool ShowsVersion { get; init; }

    internal bool ShowsSequenceNumber { get; init; }

    /// <summary>Whether aggregations are named <c>type#name</c> in the answer.</summary>
    internal bool TypedKeys { get; init; }

    /// <summary>Whether the number of hits is written as a plain number (<c>rest_total_hits_as_int</c>).</summary>
    internal bool TotalAsNumber { get; init; }

    /// <summary>Reads the body and the URL parameters of <c>_search</c>; a parameter overrides the body.</summary>
    /// <param name="body">The JSON body, or an undefined element for none. It is not kept.</param>
    /// <param name="parameters">The URL parameters. Those that only other layers need are passed over.</param>
    /// <exception cref="InvalidRequestException">Names the JSON path or the parameter, and what was expected.</exception>
    public static SearchRequest Parse(JsonElement body, IReadOnlyDictionary<string, string> parameters) => SearchRequestParser.Parse(body, parameters);

    /// <summary>Reads the body and the URL parameters of <c>_count</c>, which take a query only.</summary>
    /// <param name="body">The JSON body, or an undefined element for none. It is not kept.</param>
    /// <param name="parameters">The URL parameters.</param>
    /// <exception cref="InvalidRequestException">Names the JSON path or the parameter, and what was expected.</exception>
    public static SearchRequest ParseCount(JsonElement body, IReadOnlyDictionary<string, string> parameters) =>
        SearchRequestParser.ParseCount(body, parameters);
}
