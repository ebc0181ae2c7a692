using System.Text.Json.Nodes;
using El4k.Explorer.Errors;
using El4k.Explorer.Mapping;
using El4k.Explorer.Searching;

namespace El4k.Explorer.Discover;

/// <summary>Turns <c>-duration</c> into the store's sort, newest first among equals.</summary>
internal static class SortOrder
{
    public static JsonArray Parse(string? text, FieldCatalog catalog)
    {
        text ??= "-" + SearchScope.TimeField;
        var descending = text.StartsWith('-');
        var name = descending ? text[1..] : text;
        var sort = new JsonArray { Key(Find(name, text, catalog), descending) };
        if (name != SearchScope.TimeField)
        {
            sort.Add(Key(new Field(SearchScope.TimeField, FieldKind.Date, "date", SearchScope.TimeField, false), descending: true));
        }

        return sort;
    }

    private static Field Find(string name, string text, FieldCatalog catalog)
    {
        if (name == SearchScope.TimeField || catalog.Fields.Count == 0)
        {
            return catalog.FindOrUnknown(name) with { Kind = FieldKind.Date };
        }

        if (catalog.Find(name) is not { } field)
        {
            throw new BadParameterException(new ExplorerError($"No document has a field “{name}” to sort by.", "sort", 0, text.Length, catalog.Nearest(name)));
        }

        return field.ExactName is not null && field.Kind != FieldKind.Other
            ? field
            : throw new BadParameterException(new ExplorerError($"“{name}” is indexed only word by word, so it cannot be sorted by.", "sort", 0, text.Length, "-" + SearchScope.TimeField));
    }

    // Indices of one pattern may lack the field: without a type for them the store would refuse the search.
    private static JsonObject Key(Field field, bool descending) => new()
    {
        [field.ExactName ?? field.Name] = new JsonObject
        {
            ["order"] = descending ? "desc" : "asc",
            ["unmapped_type"] = field.Kind switch
            {
                FieldKind.Date => "date",
                FieldKind.Number => "double",
                FieldKind.Boolean => "boolean",
                FieldKind.Ip => "ip",
                _ => "keyword",
            },
        },
    };
}
