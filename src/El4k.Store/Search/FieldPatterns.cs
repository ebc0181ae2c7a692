using El4k.Store.Mapping;

namespace El4k.Store.Search;

/// <summary>The fields that a query names by patterns, such as <c>*</c>, <c>user.*</c> or <c>title^3</c>.</summary>
/// <param name="Patterns">The patterns without boosts; empty for all fields.</param>
internal sealed record FieldPatterns(IReadOnlyList<string> Patterns)
{
    /// <summary>Whether the request left the fields open, so that a value that does not fit one of them is no mistake.</summary>
    public bool IsOpen => Patterns.Count == 0 || Patterns.Any(pattern => pattern.Contains('*', StringComparison.Ordinal));

    public static FieldPatterns Parse(IEnumerable<string> fields) =>
        new([.. fields.Select(field => field.Split('^')[0]).Where(field => field.Length > 0)]);

    /// <summary>The fields of an index, each once.</summary>
    /// <remarks>Dates and booleans are left out of all fields: a number or word in free text does not mean them.</remarks>
    public IEnumerable<FieldMapping> Resolve(IndexMapping mapping)
    {
        IEnumerable<string> patterns = Patterns.Count == 0 ? ["*"] : Patterns;
        return patterns
            .SelectMany(pattern => mapping.Match(pattern)
                .Where(field => pattern != "*" || field.Type is not (FieldType.Date or FieldType.Boolean)))
            .DistinctBy(field => field.Path);
    }
}
