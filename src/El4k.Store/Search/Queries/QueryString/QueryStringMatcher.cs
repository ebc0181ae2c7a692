using El4k.Store.Io;
using El4k.Store.Mapping;
using El4k.Store.Search.Matching;
using El4k.Store.Search.Queries.QueryString.Ast;

namespace El4k.Store.Search.Queries.QueryString;

/// <summary>Finds the rows of one segment that match a query text.</summary>
internal sealed class QueryStringMatcher(QueryStringQuery query, SegmentSearch segment)
{
    public RowSet Match(QueryStringNode node) => node switch
    {
        AllNode => segment.AllRows(),
        ClausesNode clauses => MatchClauses(clauses),
        ExistsNode exists => MatchExists(exists.Field),
        TermNode { Field: "_id" or "_index" } term => FieldSelection.Terms(segment, term.Field, [term.Text], lenient: true),
        PhraseNode { Field: "_id" or "_index" } phrase => FieldSelection.Terms(segment, phrase.Field, [phrase.Text], lenient: true),
        TermNode term => InFields(term.Field, (field, lenient) => MatchTerm(field, term.Text, lenient)),
        PhraseNode phrase => InFields(phrase.Field, (field, lenient) => TextMatch.Phrase(segment, field, phrase.Text, phrase.Slop, lenient)),
        PatternNode pattern => MatchPattern(pattern.Field, text => new WildcardPattern(text, ignoreCase: false), pattern.Pattern),
        RegexNode regex => MatchPattern(regex.Field, text => new RegexPattern(text, ignoreCase: false), regex.Expression, lowerCase: false),
        RangeNode range => InFields(range.Field, (field, lenient) => MatchRange(field, range.Bounds, lenient)),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "A node without a meaning."),
    };

    private RowSet MatchClauses(ClausesNode node)
    {
        RowSet? must = null;
        RowSet? should = null;
        RowSet? mustNot = null;
        foreach (var clause in node.Clauses)
        {
            var rows = Match(clause.Node);
            switch (clause.Occurrence)
            {
                case Occurrence.Must when must is null:
                    must = rows;
                    break;
                case Occurrence.Must:
                    must.And(rows);
                    break;
                case Occurrence.MustNot:
                    mustNot ??= segment.NoRows();
                    mustNot.Or(rows);
                    break;
                default:
                    should ??= segment.NoRows();
                    should.Or(rows);
                    break;
            }
        }

        // What should match only adds to the score once something must.
        var result = must ?? should ?? segment.AllRows();
        if (mustNot is not null)
        {
            result.AndNot(mustNot);
        }

        return result;
    }

    private RowSet MatchExists(string field)
    {
        if (FieldSelection.IsMetadata(field))
        {
            return segment.AllRows();
        }

        var rows = segment.NoRows();
        ExistsMatch.Add(segment, field, rows);
        return rows;
    }

    private RowSet MatchTerm(FieldMapping field, string text, bool lenient) =>
        TextMatch.Words(segment, field, text, count => query.AllByDefault ? count : 1, lenient);

    private RowSet MatchRange(FieldMapping field, RangeBounds bounds, bool lenient)
    {
        var rows = segment.NoRows();
        if (bounds is { From: null, To: null })
        {
            ExistsMatch.Add(segment, field.Path, rows);
        }
        else
        {
            RangeMatch.Add(segment, field, bounds with { Zone = query.Zone }, lenient, rows);
        }

        return rows;
    }

    private RowSet MatchPattern(string? path, Func<string, TermPattern> compile, string text, bool lowerCase = true)
    {
        var pattern = compile(text);
        if (path == "_index")
        {
            return FieldSelection.Pattern(segment, path, pattern, lenient: true);
        }

        // The terms of text are in lower case.
        var textPattern = lowerCase ? compile(text.ToLowerInvariant()) : pattern;
        return InFields(path, (field, lenient) =>
        {
            var rows = segment.NoRows();
            PatternMatch.Add(segment, field, field.Type == FieldType.Text ? textPattern : pattern, lenient, rows);
            return rows;
        });
    }

    /// <summary>The rows that match in any of the fields: the named ones, or the default ones.</summary>
    private RowSet InFields(string? path, Func<FieldMapping, bool, RowSet> match)
    {
        var fields = path is null ? query.DefaultFields : new FieldPatterns([path]);
        var lenient = query.Lenient || fields.IsOpen;
        var rows = segment.NoRows();
        foreach (var field in fields.Resolve(segment.Mapping))
        {
            rows.Or(match(field, lenient));
        }

        return rows;
    }
}
