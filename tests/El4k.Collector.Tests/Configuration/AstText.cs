using System.Globalization;
using El4k.Collector.Configuration.Ast;

namespace El4k.Collector.Tests.Configuration;

/// <summary>Writes a syntax tree in one line, for tables of cases.</summary>
internal static class AstText
{
    public static string Of(IEnumerable<SectionNode> sections) =>
        string.Join(' ', sections.Select(section => $"{section.Kind.ToString().ToLowerInvariant()}{{{Of(section.Body)}}}"));

    public static string Of(ConditionNode? condition) => condition switch
    {
        null => "else",
        BooleanNode node => $"({Of(node.Left)} {node.Operator.ToString().ToLowerInvariant()} {Of(node.Right)})",
        NotNode node => $"!{Of(node.Inner)}",
        ComparisonNode node => $"{Of(node.Left)} {Symbol(node.Operator)} {Of(node.Right)}",
        MatchNode node => $"{Of(node.Left)} {(node.IsNegated ? "!~" : "=~")} {Of(node.Pattern)}",
        MembershipNode node => $"{Of(node.Left)} {(node.IsNegated ? "not in" : "in")} {Of(node.Right)}",
        _ => Of(((TruthNode)condition).Operand),
    };

    private static string Of(IEnumerable<StatementNode> body) => string.Join(' ', body.Select(Of));

    private static string Of(StatementNode statement) => statement is BranchNode branch
        ? string.Join(' ', branch.Arms.Select(arm => $"if {Of(arm.Condition)}{{{Of(arm.Body)}}}"))
        : Of((PluginNode)statement);

    private static string Of(PluginNode plugin) =>
        $"{plugin.Name}({string.Join(' ', plugin.Attributes.Select(attribute => $"{attribute.Name}={Of(attribute.Value)}"))})";

    private static string Of(ValueNode value) => value switch
    {
        StringNode text => text.IsQuoted ? $"'{text.Value.Replace("\n", "⏎", StringComparison.Ordinal)}'" : text.Value,
        NumberNode number => Convert.ToString(number.Value, CultureInfo.InvariantCulture)!,
        ArrayNode array => $"[{string.Join(' ', array.Items.Select(Of))}]",
        HashNode hash => $"{{{string.Join(' ', hash.Entries.Select(entry => $"{Of(entry.Key)}={Of(entry.Value)}"))}}}",
        _ => Of(((NestedPluginNode)value).Plugin),
    };

    private static string Of(OperandNode operand) => operand switch
    {
        FieldOperand field => $"<{string.Join('.', field.Field.Names.ToArray())}>",
        LiteralOperand { Value: string text } => $"'{text}'",
        LiteralOperand literal => Convert.ToString(literal.Value, CultureInfo.InvariantCulture)!,
        ArrayOperand array => $"[{string.Join(' ', array.Items.Select(Of))}]",
        _ => $"/{((RegexOperand)operand).Pattern}/",
    };

    private static string Symbol(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
