using System.Text.Json;

namespace El4k.Store.Search;

/// <summary>Reads queries from JSON by the names they are registered under.</summary>
/// <remarks>Fill it once, then any thread may parse.</remarks>
internal sealed class QueryParser
{
    /// <summary>Queries nested deeper than this are refused: no person writes them, and each level is a stack frame.</summary>
    public static readonly int MaximumDepth = 40;

    private readonly Dictionary<string, QueryFactory> _factories;
    private readonly int _depth;

    public QueryParser()
        : this(new Dictionary<string, QueryFactory>(StringComparer.Ordinal), 0)
    {
    }

    private QueryParser(Dictionary<string, QueryFactory> factories, int depth)
    {
        _factories = factories;
        _depth = depth;
    }

    /// <summary>The names of the registered queries, ascending.</summary>
    public IEnumerable<string> Names => _factories.Keys.Order(StringComparer.Ordinal);

    public void Add(string name, QueryFactory factory) => _factories.Add(name, factory);

    /// <summary>Reads <c>{ "name": body }</c>.</summary>
    /// <exception cref="InvalidRequestException">Names the path and what was expected there.</exception>
    public Query Parse(JsonElement element, string path)
    {
        if (_depth > MaximumDepth)
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"[{path}] is nested deeper than {MaximumDepth} queries");
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            throw RequestObject.Wrong(path, "a query object such as {\"match_all\": {}}", element);
        }

        var properties = element.EnumerateObject();
        if (!properties.MoveNext())
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing, $"[{path}] is empty; expected one query such as {{\"match_all\": {{}}}}");
        }

        var query = properties.Current;
        if (properties.MoveNext())
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing,
                $"[{path}] has both [{query.Name}] and [{properties.Current.Name}]; one query is expected, several go into [bool]");
        }

        return _factories.TryGetValue(query.Name, out var factory)
            ? factory(query.Value, $"{path}.{query.Name}", new QueryParser(_factories, _depth + 1))
            : throw new InvalidRequestException(
                InvalidRequestException.Parsing,
                $"unknown query [{query.Name}] at [{path}]; supported are {string.Join(", ", Names)}");
    }
}
