using System.Globalization;
using El4k.Explorer.Errors;
using El4k.Explorer.QuerySyntax;
using El4k.Explorer.Searching;
using El4k.Explorer.Time;
using Microsoft.AspNetCore.Http;

namespace El4k.Explorer.Endpoints;

/// <summary>The parameters of one request, read where they are needed so that each endpoint refuses only what it uses.</summary>
internal sealed class ExplorerRequest : IDisposable
{
    private readonly IQueryCollection _query;
    private readonly Func<string, string?> _route;

    /// <param name="context">What all requests share.</param>
    /// <param name="query">The parameters behind the question mark.</param>
    /// <param name="route">Finds a value of the route pattern.</param>
    public ExplorerRequest(ExplorerContext context, IQueryCollection query, Func<string, string?> route)
    {
        Context = context;
        _query = query;
        _route = route;
        Now = context.Time.GetUtcNow();
        Store = new StoreSession(context.Client, context.Time);
    }

    public ExplorerContext Context { get; }

    /// <summary>The one "now" of the whole answer.</summary>
    public DateTimeOffset Now { get; }

    public StoreSession Store { get; }

    public string Index => Text("index") ?? Context.Index;

    public TimeZoneInfo Zone => TimeZoneParser.Parse(Text("tz"));

    public IReadOnlyList<string> Filters => [.. _query["f"].Where(filter => !string.IsNullOrEmpty(filter)).Select(filter => filter!)];

    /// <summary>A parameter, null when it is absent or empty.</summary>
    public string? Text(string name) => _query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;

    /// <summary>A part of the path, decoded.</summary>
    public string RouteValue(string name) =>
        // A slash stays encoded in a path, so that it cannot be mistaken for a separator.
        (_route(name) ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public int Number(string name, int fallback, int max)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max
            ? number
            : throw new BadParameterException(new ExplorerError($"“{name}” is a whole number from 1 to {max}.", name, 0, text.Length, fallback.ToString(CultureInfo.InvariantCulture)));
    }

    public TimeRange Range(string fallback = "-24h") => TimeRangeParser.Parse(Text("t") ?? fallback, Zone, Now);

    /// <summary>The documents that index, time range, query and filters mean.</summary>
    public async Task<SearchScope> ScopeAsync(TimeRange range, CancellationToken cancellationToken)
    {
        var query = QueryParser.Parse(Text("q"));
        var catalog = await Context.Catalogs.GetAsync(Index, cancellationToken).ConfigureAwait(false);
        return new SearchScope(Index, range, query, Filters, catalog, Now);
    }

    public void Dispose() => Store.Dispose();
}
