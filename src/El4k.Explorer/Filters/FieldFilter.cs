namespace El4k.Explorer.Filters;

/// <summary>A condition on one field, as it stands in an address: <c>-status:500,503</c>.</summary>
/// <param name="Field">The plain field name.</param>
/// <param name="Operator">What is asked.</param>
/// <param name="Operands">One or more values for <see cref="FilterOperator.Is"/>, two for <see cref="FilterOperator.Between"/> (empty text = open), none for <see cref="FilterOperator.Exists"/>, else one.</param>
/// <param name="Negated">Whether documents that match are left out.</param>
/// <param name="Disabled">Whether it only stands in the address.</param>
internal sealed record FieldFilter(string Field, FilterOperator Operator, IReadOnlyList<FilterOperand> Operands, bool Negated = false, bool Disabled = false)
{
    /// <summary>The shortest text that reads back as "field equals value".</summary>
    public static string Is(string field, string value) => WriteField(field) + ":" + WriteValue(value);

    /// <summary>The text that reads back as "field has a value".</summary>
    public static string Exists(string field) => WriteField(field) + ":*";

    private static string WriteField(string field)
    {
        var escaped = field.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
        return escaped.StartsWith('-') || escaped.StartsWith('~') ? "\\" + escaped : escaped;
    }

    private static string WriteValue(string value)
    {
        var plain = value.Length > 0
            && value.AsSpan().IndexOfAny("\",*?\\") < 0
            && !value.Contains("..", StringComparison.Ordinal)
            && !char.IsWhiteSpace(value[0]) && !char.IsWhiteSpace(value[^1])
            && value[0] is not '>' and not '<';
        return plain
            ? value
            : "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }
}
