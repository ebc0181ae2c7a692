using System.Text.Json.Nodes;
using El4k.Explorer.Errors;
using El4k.Explorer.Mapping;
using El4k.Explorer.QueryDsl;

namespace El4k.Explorer.Filters;

/// <summary>Turns a filter into a query on the name under which the field's values can be compared.</summary>
internal static class FieldFilterTranslator
{
    /// <exception cref="BadParameterException">A value does not fit the field's kind.</exception>
    public static JsonObject Translate(FieldFilter filter, FieldCatalog catalog, string parameter)
    {
        var field = catalog.FindOrUnknown(filter.Field);
        var query = filter.Operator switch
        {
            FilterOperator.Exists => Dsl.Exists(field.Name),
            FilterOperator.Is => AnyOf(filter, field, parameter),
            FilterOperator.Between => Dsl.Range(Exact(field), [.. Bounds(filter, field, parameter)]),
            _ => Dsl.Range(Exact(field), (Name(filter.Operator), Read(field, filter.Operands[0], parameter))),
        };
        return filter.Negated ? Dsl.Not(query) : query;
    }

    private static JsonObject AnyOf(FieldFilter filter, Field field, string parameter)
    {
        var single = new List<JsonObject>();
        var exact = new List<JsonNode?>();
        foreach (var operand in filter.Operands)
        {
            if (operand.IsPattern && field.Kind is (FieldKind.String or FieldKind.Other))
            {
                single.Add(Dsl.Wildcard(Exact(field), operand.Text.Replace("\\", "\\\\", StringComparison.Ordinal)));
            }
            else if (field.IsText && (field.ExactName is null || (field.HasTwin && operand.Text.Length > Field.ExactLengthLimit)))
            {
                single.Add(Dsl.MatchWords(field.Name, operand.Text));
            }
            else
            {
                exact.Add(Read(field, operand, parameter));
            }
        }

        if (exact.Count > 0)
        {
            single.Add(exact.Count == 1 ? Dsl.Term(Exact(field), exact[0]) : Dsl.Terms(Exact(field), exact));
        }

        return Dsl.Any(single);
    }

    private static IEnumerable<(string, JsonNode?)> Bounds(FieldFilter filter, Field field, string parameter)
    {
        if (filter.Operands[0].Length > 0)
        {
            yield return ("gte", Read(field, filter.Operands[0], parameter));
        }

        if (filter.Operands[1].Length > 0)
        {
            yield return ("lte", Read(field, filter.Operands[1], parameter));
        }
    }

    private static JsonNode? Read(Field field, FilterOperand operand, string parameter) =>
        FieldValue.TryRead(field, operand.Text, out var value, out var expectation)
            ? value
            : throw new BadParameterException(new ExplorerError(
                $"“{field.Name}” is {expectation}, which “{operand.Text}” is not.", parameter, operand.Position, Math.Max(1, operand.Length)));

    private static string Exact(Field field) => field.ExactName ?? field.Name;

    private static string Name(FilterOperator op) => op switch
    {
        FilterOperator.Greater => "gt",
        FilterOperator.AtLeast => "gte",
        FilterOperator.Less => "lt",
        _ => "lte",
    };
}
