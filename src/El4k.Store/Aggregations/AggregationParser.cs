using System.Text.Json;
using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>Reads aggregations from JSON by the names their types are registered under.</summary>
/// <remarks>Fill it once, then any thread may parse.</remarks>
internal sealed class AggregationParser(QueryParser queries)
{
    /// <summary>Aggregations nested deeper than this are refused: each level multiplies the buckets.</summary>
    public static readonly int MaximumDepth = 20;

    private readonly Dictionary<string, Registration> _types = new(StringComparer.Ordinal);

    /// <summary>The names of the registered types, ascending.</summary>
    public IEnumerable<string> Names => _types.Keys.Order(StringComparer.Ordinal);

    /// <summary>Registers a type that has buckets, and so may have aggregations inside.</summary>
    public void AddBucket(string name, AggregationFactory factory) => _types.Add(name, new Registration(factory, HasBuckets: true));

    /// <summary>Registers a type that yields figures.</summary>
    public void AddMetric(string name, AggregationFactory factory) => _types.Add(name, new Registration(factory, HasBuckets: false));

    /// <summary>Reads <c>{ "name": { "type": body, "aggs": { ... } }, ... }</c>.</summary>
    /// <exception cref="InvalidRequestException">Names the path and what was expected there.</exception>
    public IReadOnlyList<Aggregation> Parse(JsonElement element, string path) => Parse(element, path, 1);

    private List<Aggregation> Parse(JsonElement element, string path, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"[{path}] is nested deeper than {MaximumDepth} aggregations");
        }

        var request = new RequestObject(element, path);
        return [.. request.Unread.Select(property => ParseOne(property, request.PathOf(property.Name), depth))];
    }

    private Aggregation ParseOne(JsonProperty property, string path, int depth)
    {
        if (property.Name.AsSpan().IndexOfAny("[]>") >= 0)
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing, $"the aggregation name [{property.Name}] must not hold [, ] or >");
        }

        var request = new RequestObject(property.Value, path);
        var children = new List<Aggregation>();
        foreach (var name in (ReadOnlySpan<string>)["aggs", "aggregations"])
        {
            if (request.TryRead(name, out var nested))
            {
                children.AddRange(Parse(nested, request.PathOf(name), depth + 1));
            }
        }

        JsonElement? meta = request.TryRead("meta", out var given) ? given.Clone() : null;
        var types = request.Unread.ToList();
        if (types.Count != 1)
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing,
                types.Count == 0
                    ? $"[{path}] needs a type, one of {string.Join(", ", Names)}"
                    : $"[{path}] has both [{types[0].Name}] and [{types[1].Name}]; one type is expected");
        }

        var type = types[0].Name;
        if (!_types.TryGetValue(type, out var registration))
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing,
                $"unknown aggregation type [{type}] at [{path}]; supported are {string.Join(", ", Names)}");
        }

        if (children.Count > 0 && !registration.HasBuckets)
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing, $"[{path}] of type [{type}] has no buckets, so it cannot have aggregations inside");
        }

        var body = new RequestObject(types[0].Value, $"{path}.{type}");
        var aggregation = registration.Factory(body, new AggregationHeader(property.Name, body.Path, children, meta), queries);
        body.RejectUnread();
        return aggregation;
    }

    private sealed record Registration(AggregationFactory Factory, bool HasBuckets);
}
