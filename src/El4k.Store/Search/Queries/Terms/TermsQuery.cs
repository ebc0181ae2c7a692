using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.Terms;

/// <summary>The <c>terms</c> query: documents that have at least one of the values.</summary>
internal sealed record TermsQuery(string Field, IReadOnlyCollection<string> Values) : Query
{
    public const string TypeName = "terms";

    /// <summary>Elasticsearch's limit (<c>index.max_terms_count</c>).</summary>
    public static readonly int MaximumTerms = 65_536;

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static TermsQuery Parse(JsonElement body, string path, QueryParser nested)
    {
        var field = FieldBody.Read(body, path);
        if (field.Value.ValueKind == JsonValueKind.Object)
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing, $"[{field.Path}] must be an array of values; looking terms up in a document is not supported");
        }

        if (field.Value.ValueKind != JsonValueKind.Array)
        {
            throw RequestObject.Wrong(field.Path, "an array of values", field.Value);
        }

        if (field.Value.GetArrayLength() > MaximumTerms)
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"[{field.Path}] has {field.Value.GetArrayLength()} values; at most {MaximumTerms} are allowed");
        }

        var values = field.Value.EnumerateArray().Select((value, index) => RequestObject.ToText(value, $"{field.Path}[{index}]"));
        return new TermsQuery(field.Field, values.ToHashSet(StringComparer.Ordinal));
    }

    public override RowSet Match(SegmentSearch segment) => FieldSelection.Terms(segment, Field, Values, lenient: false);

    public override void AddHighlights(ICollection<HighlightTerm> terms)
    {
        foreach (var value in Values)
        {
            terms.Add(HighlightTerm.OfTerm(Field, value));
        }
    }
}
