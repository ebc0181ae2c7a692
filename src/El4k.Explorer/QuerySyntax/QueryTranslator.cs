using System.Text.Json.Nodes;
using El4k.Explorer.Errors;
using El4k.Explorer.Filters;
using El4k.Explorer.Mapping;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.QuerySyntax.Nodes;
using El4k.Explorer.Time;

namespace El4k.Explorer.QuerySyntax;

/// <summary>Turns a query into the store's request language, each field under the name that its kind asks for.</summary>
/// <remarks>Only free text goes to the store as Lucene syntax, escaped; so no store can read a query otherwise than it was checked here.</remarks>
internal sealed class QueryTranslator(FieldCatalog catalog, TimeZoneInfo zone, DateTimeOffset now)
{
    /// <exception cref="BadParameterException">A value does not fit its field's kind.</exception>
    public JsonObject Translate(QueryNode node) => node switch
    {
        AllNode => Dsl.MatchAll(),
        AndNode and => Dsl.All(and.Parts.Select(Translate)),
        OrNode or => Dsl.Any(or.Parts.Select(Translate)),
        NotNode not => Dsl.Not(Translate(not.Part)),
        ExistsNode exists => Dsl.Exists(exists.Field.Name),
        RangeNode range => Range(range),
        TermNode { Field: null } term => Dsl.QueryString(Free(term)),
        TermNode term => InField(term, term.Field!),
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no translation."),
    };

    private static string Free(TermNode term) =>
        term.IsPhrase ? LuceneText.Phrase(term.Text) : term.Pattern is { } pattern ? LuceneText.Pattern(pattern) : LuceneText.Word(term.Text);

    private JsonObject InField(TermNode term, FieldNode name)
    {
        if (name.Name == "_id")
        {
            return new JsonObject { ["ids"] = new JsonObject { ["values"] = new JsonArray(term.Text) } };
        }

        var field = catalog.FindOrUnknown(name.Name);
        if (field.Kind == FieldKind.Date)
        {
            var point = Point(term);
            return point.Start == point.End
                ? Dsl.Term(field.Name, Dsl.Instant(point.Start.UtcDateTime))
                : Dsl.TimeRange(field.Name, point.Start.UtcDateTime, point.End.UtcDateTime);
        }

        if (term.Pattern is not null && field.Kind is (FieldKind.String or FieldKind.Other))
        {
            return Pattern(field, term.Pattern);
        }

        if (!field.IsText)
        {
            return Dsl.Term(field.Name, Value(field, term));
        }

        return term.IsPhrase
            ? Dsl.QueryString($"{LuceneText.Field(field.Name)}:{LuceneText.Phrase(term.Text)}")
            : Dsl.MatchWords(field.Name, term.Text);
    }

    // A pattern may be meant for a word of the text or for the whole value: either counts. Words are indexed in lower case.
    private static JsonObject Pattern(Field field, string pattern)
    {
        var queries = new List<JsonObject>();
        if (field.ExactName is { } exact)
        {
            queries.Add(Dsl.Wildcard(exact, pattern));
        }

        if (field.IsText)
        {
            queries.Add(Dsl.Wildcard(field.Name, pattern.ToLowerInvariant()));
        }

        return Dsl.Any(queries);
    }

    private JsonObject Range(RangeNode range)
    {
        var field = catalog.FindOrUnknown(range.Field.Name);
        var bounds = new List<(string, JsonNode?)>();
        if (range.Low is { } low)
        {
            // A day as the lower bound, left out, means from its end on.
            bounds.Add(field.Kind == FieldKind.Date
                ? Point(low) is var point && !range.IncludesLow && point.Unit is not null
                    ? ("gte", Dsl.Instant(point.End.UtcDateTime))
                    : (range.IncludesLow ? "gte" : "gt", Dsl.Instant(point.Start.UtcDateTime))
                : (range.IncludesLow ? "gte" : "gt", Value(field, low)));
        }

        if (range.High is { } high)
        {
            bounds.Add(field.Kind == FieldKind.Date
                ? Point(high) is var point && range.IncludesHigh && point.Unit is not null
                    ? ("lt", Dsl.Instant(point.End.UtcDateTime))
                    : (range.IncludesHigh ? "lte" : "lt", Dsl.Instant(point.Start.UtcDateTime))
                : (range.IncludesHigh ? "lte" : "lt", Value(field, high)));
        }

        return bounds.Count == 0 ? Dsl.Exists(field.Name) : Dsl.Range(field.ExactName ?? field.Name, [.. bounds]);
    }

    private TimePoint Point(TermNode term) => TimePoint.TryParse(term.Text, zone, now, out var point)
        ? point
        : throw Mismatch(term, $"“{term.Field!.Name}” is a time, which “{term.Text}” is not. Write 2026-11-01, 2026-11-01T10:00, now or -7d.");

    private static JsonNode? Value(Field field, TermNode term) => FieldValue.TryRead(field, term.Text, out var value, out var expectation)
        ? value
        : throw Mismatch(term, $"“{field.Name}” is {expectation}, which “{term.Text}” is not.");

    private static BadParameterException Mismatch(TermNode term, string message) =>
        new(new ExplorerError(message, "q", term.Position, Math.Max(1, term.Length)));
}
