using El4k.Explorer.Errors;
using El4k.Explorer.Mapping;
using El4k.Explorer.QuerySyntax.Nodes;

namespace El4k.Explorer.QuerySyntax;

/// <summary>Finds what can be searched for but is probably not what was meant.</summary>
internal static class QueryWarnings
{
    public static IReadOnlyList<ExplorerError> Find(QueryNode query, string text, FieldCatalog catalog)
    {
        var warnings = new List<ExplorerError>();
        Visit(query, text, catalog, warnings);
        return warnings;
    }

    private static void Visit(QueryNode node, string text, FieldCatalog catalog, List<ExplorerError> warnings)
    {
        switch (node)
        {
            case AndNode and:
                VisitAll(and.Parts, text, catalog, warnings);
                break;
            case OrNode or:
                VisitAll(or.Parts, text, catalog, warnings);
                break;
            case NotNode not:
                Visit(not.Part, text, catalog, warnings);
                break;
            case ExistsNode exists:
                CheckField(exists.Field, text, catalog, warnings);
                break;
            case RangeNode range:
                CheckField(range.Field, text, catalog, warnings);
                break;
            case TermNode { Field: { } field }:
                CheckField(field, text, catalog, warnings);
                break;
            case TermNode { IsPhrase: false } word:
                CheckEqualsSign(word, text, catalog, warnings);
                break;
            default:
                break;
        }
    }

    private static void VisitAll(IReadOnlyList<QueryNode> parts, string text, FieldCatalog catalog, List<ExplorerError> warnings)
    {
        foreach (var part in parts)
        {
            Visit(part, text, catalog, warnings);
        }
    }

    private static void CheckField(FieldNode field, string text, FieldCatalog catalog, List<ExplorerError> warnings)
    {
        if (field.Name == "_id" || catalog.Find(field.Name) is not null || catalog.Fields.Count == 0)
        {
            return;
        }

        var nearest = catalog.Nearest(field.Name);
        warnings.Add(new ExplorerError(
            $"No document has a field “{field.Name}”." + (nearest is null ? "" : $" Did you mean “{nearest}”?"),
            "q", field.Position, field.Length, nearest is null ? null : Replaced(text, field.Position, field.Length, nearest)));
    }

    private static void CheckEqualsSign(TermNode word, string text, FieldCatalog catalog, List<ExplorerError> warnings)
    {
        var sign = word.Text.IndexOf('=', StringComparison.Ordinal);
        if (sign > 0 && catalog.Find(word.Text[..sign]) is { } field)
        {
            warnings.Add(new ExplorerError(
                $"“{word.Text}” is searched for as a word. A field's value is asked for with a colon.",
                "q", word.Position, word.Length, Replaced(text, word.Position, word.Length, $"{field.Name}:{word.Text[(sign + 1)..]}")));
        }
    }

    private static string Replaced(string text, int position, int length, string replacement) =>
        string.Concat(text.AsSpan(0, position), replacement, text.AsSpan(position + length));
}
