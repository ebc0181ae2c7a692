using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Explorer.Endpoints;
using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Discover;

/// <summary>Answers <c>/api/discover/hits</c>.</summary>
internal sealed class HitsEndpoint : IExplorerEndpoint
{
    /// <summary>What the protocol allows to page through (<c>max_result_window</c>).</summary>
    public static readonly int Window = 10_000;

    private static readonly int DefaultSize = 50;
    private static readonly int MaxSize = 500;
    private static readonly DocumentFlattener Flattener = new(maxFields: 200, maxLength: 500, maxItems: 20);

    public string Route => "/discover/hits";

    public async Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var range = request.Range();
        var offset = 0;
        if (request.Text("after") is { } after)
        {
            var cursor = HitsCursor.Parse(after);
            offset = cursor.Offset;
            range = range with { From = cursor.From, To = cursor.To };
        }

        var size = Math.Min(request.Number("size", DefaultSize, MaxSize), Math.Max(0, Window - offset));
        var scope = await request.ScopeAsync(range, cancellationToken).ConfigureAwait(false);
        var answer = await request.Store.SearchAsync(scope.Index, Search(request, scope, range, offset, size), cancellationToken).ConfigureAwait(false);

        var hits = answer.GetProperty("hits").GetProperty("hits").EnumerateArray().Select(ToSummary).ToList();
        var total = answer.Total();
        var end = offset + hits.Count;
        return new HitsAnswer(
            range, total, hits,
            end < total && end < Window && hits.Count > 0 ? new HitsCursor(end, range.From, range.To).Write() : null,
            end >= Window && total > Window ? $"Rows after the first {Window:N0} are not listed. Narrow the time range or the filters." : null,
            request.Store.TookMs, request.Store.Requests);
    }

    private static JsonObject Search(ExplorerRequest request, SearchScope scope, TimeRange range, int offset, int size)
    {
        var body = new JsonObject
        {
            ["from"] = offset,
            ["size"] = size,
            ["track_total_hits"] = true,
            ["query"] = scope.QueryFor(range),
            ["sort"] = SortOrder.Parse(request.Text("sort"), scope.Catalog),
        };
        if (request.Text("cols") is { } columns)
        {
            body["_source"] = new JsonArray([.. columns.Split(',').Append(SearchScope.TimeField).Where(name => name.Length > 0).Distinct().Select(name => (JsonNode)name)]);
        }

        return body;
    }

    private static HitSummary ToSummary(JsonElement hit)
    {
        var source = hit.TryGetProperty("_source", out var found) ? found : default;
        var (fields, cut) = Flattener.Flatten(source);
        return new HitSummary(hit.GetProperty("_index").GetString()!, hit.GetProperty("_id").GetString()!, DocumentTime.Read(source), fields, cut);
    }
}
