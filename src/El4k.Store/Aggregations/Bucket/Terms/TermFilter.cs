using System.Globalization;
using System.Text.Json;
using El4k.Store.Search;
using El4k.Store.Search.Matching;

namespace El4k.Store.Aggregations.Bucket.Terms;

/// <summary>The <c>include</c> and <c>exclude</c> of a terms aggregation: lists of values, or a regular expression.</summary>
/// <remarks>Immutable; any thread.</remarks>
internal sealed class TermFilter
{
    public static readonly TermFilter All = new(null, null);

    private readonly Side? _include;
    private readonly Side? _exclude;

    private TermFilter(Side? include, Side? exclude)
    {
        _include = include;
        _exclude = exclude;
    }

    /// <summary>Whether every value passes.</summary>
    public bool IsAll => _include is null && _exclude is null;

    /// <exception cref="InvalidRequestException">A side is neither a list of values nor a regular expression.</exception>
    public static TermFilter Parse(RequestObject body) => new(ReadSide(body, "include"), ReadSide(body, "exclude"));

    public bool Includes(ReadOnlySpan<char> term) => _include?.Holds(term) != false && _exclude?.Holds(term) != true;

    public bool Includes(double number) =>
        IsAll || Includes(number.ToString(CultureInfo.InvariantCulture));

    private static Side? ReadSide(RequestObject body, string name)
    {
        if (!body.TryRead(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Array => new Side(body.ReadStrings(name).ToHashSet(StringComparer.Ordinal), null),
            JsonValueKind.String => new Side(null, new RegexPattern(value.GetString()!, ignoreCase: false)),
            _ => throw RequestObject.Wrong(body.PathOf(name), "a list of values or a regular expression", value),
        };
    }

    private sealed record Side(HashSet<string>? Values, RegexPattern? Pattern)
    {
        public bool Holds(ReadOnlySpan<char> term) =>
            Pattern?.IsMatch(term) ?? Values!.GetAlternateLookup<ReadOnlySpan<char>>().Contains(term);
    }
}
