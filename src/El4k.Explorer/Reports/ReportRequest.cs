using System.Text.Json.Nodes;
using El4k.Explorer.Endpoints;
using El4k.Explorer.Filters;
using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Reports;

/// <summary>What a report is asked for: which documents, which period before, how many rows.</summary>
internal sealed class ReportRequest
{
    private static readonly int DefaultSize = 10;
    private static readonly int MaxSize = 100;

    private readonly ExplorerRequest _request;

    private ReportRequest(ExplorerRequest request, SearchScope scope, TimeRange? before, string? note, int size)
    {
        _request = request;
        Scope = scope;
        Before = before;
        BeforeNote = note;
        Size = size;
    }

    public SearchScope Scope { get; }

    public TimeRange Range => Scope.Range;

    /// <summary>The period the range is compared with, null for none.</summary>
    public TimeRange? Before { get; }

    /// <summary>Why there is no comparison although one was asked for.</summary>
    public string? BeforeNote { get; }

    /// <summary>How many rows per period.</summary>
    public int Size { get; }

    public StoreSession Store => _request.Store;

    public static async Task<ReportRequest> ReadAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var range = request.Range();
        var before = Comparison.Find(range, request.Text("compare") ?? "previous");
        var size = request.Number("size", DefaultSize, MaxSize);
        var scope = await request.ScopeAsync(range, cancellationToken).ConfigureAwait(false);
        if (before is null)
        {
            return new ReportRequest(request, scope, null, null, size);
        }

        var begin = await DataBegin.FindAsync(request.Store, scope.Index, cancellationToken).ConfigureAwait(false);
        return DataBegin.Covers(begin, before)
            ? new ReportRequest(request, scope, before, null, size)
            : new ReportRequest(request, scope, null, DataBegin.Note(begin, before), size);
    }

    /// <summary>The query for a period, with more filters in their short form.</summary>
    public JsonObject QueryFor(TimeRange? range, IEnumerable<string> filters, params ReadOnlySpan<JsonObject> more) =>
        Scope.QueryFor(range, [.. filters.Select(ToQuery), .. more]);

    public JsonObject ToQuery(string filter) => FieldFilterTranslator.Translate(FieldFilterParser.Parse(filter, "f"), Scope.Catalog, "f");

    /// <summary>The name to group a field by.</summary>
    public string Exact(string field) => Scope.Catalog.FindOrUnknown(field).ExactName ?? field;

    /// <summary>The address in the app of the documents that the request and more filters mean.</summary>
    /// <param name="filters">In their short form.</param>
    /// <param name="range">Another time range than that of the request, null for the same.</param>
    public string Discover(IEnumerable<string> filters, TimeRange? range = null)
    {
        var parts = new List<string>();
        Add("q", _request.Text("q"));
        foreach (var filter in _request.Filters.Concat(filters).Distinct())
        {
            Add("f", filter);
        }

        Add("t", range?.Text ?? _request.Text("t"));
        Add("tz", _request.Text("tz"));
        Add("index", _request.Text("index"));
        return parts.Count == 0 ? "/discover" : "/discover?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={Readable(value)}");
            }
        }
    }

    public ReportAnswer Answer(IReport report, string answer) => new()
    {
        Name = report.Name,
        Title = report.Title,
        Question = report.Question,
        Answer = answer,
        Range = Range,
        Compare = Before,
        Notes = [.. new[] { Store.Incomplete, BeforeNote }.OfType<string>()],
        TookMs = Store.TookMs,
        Requests = Store.Requests,
    };

    /// <summary>The answer of a report that finds no document it could count.</summary>
    public async Task<ReportAnswer> NothingAsync(IReport report, string needed, IEnumerable<string> filters, CancellationToken cancellationToken)
    {
        var message = $"No document in this time range has {needed}.";
        var elsewhere = await Elsewhere.FindAsync(Store, Scope, cancellationToken, [.. filters.Select(ToQuery)]).ConfigureAwait(false);
        return Answer(report, message) with { Empty = new ReportEmpty(message, elsewhere) };
    }

    // What needs no encoding behind a question mark stays readable: people edit addresses by hand.
    private static string Readable(string value) => Uri.EscapeDataString(value)
        .Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal)
        .Replace("%2A", "*", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal);
}
