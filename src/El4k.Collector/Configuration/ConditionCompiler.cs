using System.Text;
using System.Text.RegularExpressions;
using El4k.Collector.Configuration.Ast;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Expressions.Oniguruma;

namespace El4k.Collector.Configuration;

/// <summary>The pass that compiles conditions to delegates.</summary>
internal sealed class ConditionCompiler(VariableSubstitution variables, DiagnosticList diagnostics)
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    public Condition Compile(ConditionNode node) => node switch
    {
        BooleanNode joined => Join(joined.Operator, Compile(joined.Left), Compile(joined.Right)),
        NotNode negated => Not(Compile(negated.Inner)),
        ComparisonNode comparison => TextEquality(comparison) ?? Compare(comparison.Operator, Operand(comparison.Left), Operand(comparison.Right)),
        MatchNode match => Match(match),
        MembershipNode membership => membership.IsNegated ? Not(Member(membership)) : Member(membership),
        TruthNode { Operand: FieldOperand field } => source => Truthiness.Of(source, field.Field),
        _ => Truth(Operand(((TruthNode)node).Operand)),
    };

    private static Condition Not(Condition inner) => source => !inner(source);

    private static Condition Truth(Operand operand) => source => Truthiness.Of(operand(source));

    private static Condition Join(BooleanOperator op, Condition left, Condition right) => op switch
    {
        BooleanOperator.And => source => left(source) && right(source),
        BooleanOperator.Or => source => left(source) || right(source),
        BooleanOperator.Xor => source => left(source) ^ right(source),
        _ => source => !(left(source) && right(source)),
    };

    private static Condition Compare(ComparisonOperator op, Operand left, Operand right) => op switch
    {
        ComparisonOperator.Equal => source => Comparison.AreEqual(left(source), right(source)),
        ComparisonOperator.NotEqual => source => !Comparison.AreEqual(left(source), right(source)),
        ComparisonOperator.Less => source => Comparison.TryCompare(left(source), right(source), out int order) && order < 0,
        ComparisonOperator.LessOrEqual => source => Comparison.TryCompare(left(source), right(source), out int order) && order <= 0,
        ComparisonOperator.Greater => source => Comparison.TryCompare(left(source), right(source), out int order) && order > 0,
        _ => source => Comparison.TryCompare(left(source), right(source), out int order) && order >= 0,
    };

    /// <summary>A field against a text, the most frequent condition, compares bytes where the field lies in bytes, so that nothing is decoded.</summary>
    private Condition? TextEquality(ComparisonNode node)
    {
        if (node is not { Left: FieldOperand field, Right: LiteralOperand literal, Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual }
            || Literal(literal) is not string text)
        {
            return null;
        }

        FieldReference reference = field.Field;
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        bool isWanted = node.Operator == ComparisonOperator.Equal;
        return source => (source.TryGetUtf8(reference, out ReadOnlySpan<byte> value)
            ? value.SequenceEqual(utf8)
            : source.Get(reference) is string other && other == text) == isWanted;
    }

    private Operand Operand(OperandNode node)
    {
        switch (node)
        {
            case FieldOperand field:
                return source => source.Get(field.Field);
            case LiteralOperand literal:
                object? value = Literal(literal);
                return _ => value;
            case ArrayOperand array:
                Operand[] items = [.. array.Items.Select(Operand)];
                return source => items.Select(item => item(source)).ToList();
            default:
                diagnostics.Error(node.Span, "A regular expression stands only after =~ or !~.");
                return _ => null;
        }
    }

    /// <summary>A string that is one variable as a whole stands for its value; variables inside of longer strings do not count in conditions.</summary>
    private object Literal(LiteralOperand literal)
    {
        if (literal.Value is not string text)
        {
            return literal.Value;
        }

        if (text.StartsWith("${", StringComparison.Ordinal) && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1)
        {
            return variables.Expand(text, literal.Span);
        }

        if (text.Contains("%{", StringComparison.Ordinal))
        {
            diagnostics.Warn(
                literal.Span,
                "Conditions know no formats: this is compared as it stands.",
                "Compare with the field itself, or put the text into a field of [@metadata] first.");
        }
        else if (text.Contains("${", StringComparison.Ordinal) && text.Contains('}', StringComparison.Ordinal))
        {
            diagnostics.Warn(
                literal.Span,
                "In a condition a variable is replaced only if it is the whole text.",
                "Put the text into a field of [@metadata] first.");
        }

        return text;
    }

    private Condition Match(MatchNode match)
    {
        string pattern = match.Pattern is RegexOperand literal ? literal.Pattern : Literal((LiteralOperand)match.Pattern) as string ?? string.Empty;
        if (!OnigurumaExpression.TryParse(pattern, out OnigurumaExpression? expression, out string? error))
        {
            diagnostics.Error(match.Pattern.Span, $"The regular expression is wrong: {error}.");
            return _ => false;
        }

        Regex regex = expression.ToRegex(MatchTimeout, isSearch: true);
        Operand left = Operand(match.Left);
        bool isNegated = match.IsNegated;
        return source => IsMatch(regex, left(source)) != isNegated;
    }

    private static bool IsMatch(Regex regex, object? value)
    {
        try
        {
            return value is string text && regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A text on which the pattern takes forever counts as no match; the pipeline must go on.
            return false;
        }
    }

    private Condition Member(MembershipNode node)
    {
        bool leftIsField = node.Left is FieldOperand;
        Operand left = Operand(node.Left);
        switch (node.Right)
        {
            case LiteralOperand literal when Literal(literal) is string text:
                return source => Membership.InText(left(source), text);
            case LiteralOperand literal:
                return source => Comparison.AreEqual(left(source), literal.Value);
            case ArrayOperand array when array.Items.All(item => item is LiteralOperand):
                object?[] items = [.. array.Items.Select(item => Literal((LiteralOperand)item))];
                return source => Membership.InArray(left(source), items);
            case ArrayOperand array:
                Operand[] operands = [.. array.Items.Select(Operand)];
                return source => Membership.InArray(left(source), Array.ConvertAll(operands, operand => operand(source)));
            default:
                Operand right = Operand(node.Right);
                return source => Membership.InField(left(source), right(source), leftIsField);
        }
    }
}
