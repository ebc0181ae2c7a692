using System.Globalization;
using El4k.Collector.Configuration.Ast;
using El4k.Collector.Events;

namespace El4k.Collector.Configuration;

/// <summary>Parses what stands between <c>if</c> and its brace. Null means that an error was reported.</summary>
internal sealed class ConditionParser(ParserState state)
{
    private const int MaxDepth = 200;
    private const string OperandExpectation = "a field such as [status], a quoted string, a number, or (";
    private int _depth;

    public ConditionNode? Parse()
    {
        if (_depth >= MaxDepth)
        {
            state.Diagnostics.Error(state.Tokens.Span, $"Conditions are nested more than {MaxDepth} deep.");
            return null;
        }

        _depth++;
        ConditionNode? condition = ParseChain();
        _depth--;
        return condition;
    }

    private ConditionNode? ParseChain()
    {
        if (ParseTerm() is not { } first)
        {
            return null;
        }

        var terms = new List<ConditionNode> { first };
        var operators = new List<BooleanOperator>();
        while (TryOperator(out BooleanOperator found))
        {
            if (ParseTerm() is not { } term)
            {
                return null;
            }

            operators.Add(found);
            terms.Add(term);
        }

        WarnAboutPrecedence(operators, terms);
        return Join(terms, operators);
    }

    /// <summary>and, nand before or, xor; each from the left.</summary>
    private static ConditionNode Join(List<ConditionNode> terms, List<BooleanOperator> operators)
    {
        ConditionNode? whole = null;
        BooleanOperator pending = BooleanOperator.Or;
        ConditionNode group = terms[0];
        for (int i = 0; i < operators.Count; i++)
        {
            if (operators[i] is BooleanOperator.And or BooleanOperator.Nand)
            {
                group = Combine(operators[i], group, terms[i + 1]);
                continue;
            }

            whole = whole is null ? group : Combine(pending, whole, group);
            pending = operators[i];
            group = terms[i + 1];
        }

        return whole is null ? group : Combine(pending, whole, group);
    }

    private static BooleanNode Combine(BooleanOperator op, ConditionNode left, ConditionNode right) =>
        new(op, left, right, left.Span.To(right.Span));

    private void WarnAboutPrecedence(List<BooleanOperator> operators, List<ConditionNode> terms)
    {
        // Logstash reads "a and b and c or d" as "a and ((b and c) or d)": its parser takes only one operator off its stack.
        int run = 0;
        for (int i = 0; i < operators.Count; i++)
        {
            bool bindsTightly = operators[i] is BooleanOperator.And or BooleanOperator.Nand;
            if (!bindsTightly && run >= 2)
            {
                state.Diagnostics.Warn(
                    terms[0].Span.To(terms[^1].Span),
                    "Here \"and\" binds before \"or\", everywhere; Logstash reads this condition otherwise.",
                    "Add parentheses to say what is meant.");
                return;
            }

            run = bindsTightly ? run + 1 : 0;
        }

        if (operators.Count > 1 && operators.Exists(op => op is BooleanOperator.Xor or BooleanOperator.Nand))
        {
            state.Diagnostics.Warn(
                terms[0].Span.To(terms[^1].Span),
                "Logstash refuses xor and nand beside another boolean operator.",
                "Add parentheses.");
        }
    }

    private bool TryOperator(out BooleanOperator found)
    {
        Token token = state.Tokens.Current;
        found = default;
        if (token.Kind != TokenKind.Word)
        {
            return false;
        }

        switch (token.Value)
        {
            case "and":
                break;
            case "or":
                found = BooleanOperator.Or;
                break;
            case "xor":
                found = BooleanOperator.Xor;
                break;
            case "nand":
                found = BooleanOperator.Nand;
                break;
            default:
                return false;
        }

        state.Tokens.Next();
        return true;
    }

    private ConditionNode? ParseTerm()
    {
        Token token = state.Tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.OpenParenthesis:
                state.Tokens.Next();
                return Parse() is { } inner && state.Take(TokenKind.CloseParenthesis, ")") ? inner : null;
            case TokenKind.Not:
                return ParseNot();
            case TokenKind.Word when token.Value == "not":
                state.Diagnostics.Error(state.Tokens.Span, "\"not\" stands only before \"in\".", "Write !( … ).");
                return null;
            default:
                return ParseOperand() is { } left ? ParseComparison(left) : null;
        }
    }

    private NotNode? ParseNot()
    {
        SourceSpan span = state.Tokens.Span;
        state.Tokens.Next();
        if (state.Tokens.Current.Kind == TokenKind.OpenParenthesis)
        {
            state.Tokens.Next();
            return Parse() is { } inner && state.Take(TokenKind.CloseParenthesis, ")") ? new NotNode(inner, span) : null;
        }

        if (state.Tokens.Current.Kind != TokenKind.OpenBracket || ParseField() is not { } field)
        {
            state.Expected("( or a field such as [status] after !", "Write !( … ), or \"not in\" for a membership.");
            return null;
        }

        if (IsComparison(state.Tokens.Current))
        {
            state.Expected("the end of the condition, and, or or after ![field]", $"Write !({field.Span.Text} {state.Tokens.Current.Value} …).");
            return null;
        }

        return new NotNode(new TruthNode(field), span);
    }

    private static bool IsComparison(Token token) =>
        token.Kind is >= TokenKind.Equal and <= TokenKind.NotMatch || token.IsWord("in") || token.IsWord("not");

    private ConditionNode? ParseComparison(OperandNode left)
    {
        Token token = state.Tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Match or TokenKind.NotMatch:
                return ParseMatch(left, token.Kind == TokenKind.NotMatch);
            case >= TokenKind.Equal and <= TokenKind.GreaterOrEqual:
                state.Tokens.Next();
                var comparison = (ComparisonOperator)(token.Kind - TokenKind.Equal);
                return ParseOperand() is { } right ? new ComparisonNode(left, comparison, right, left.Span.To(right.Span)) : null;
            case TokenKind.Word when token.Value is "in":
                state.Tokens.Next();
                return ParseMembership(left, isNegated: false);
            case TokenKind.Word when token.Value is "not":
                state.Tokens.Next();
                if (!state.Tokens.Current.IsWord("in"))
                {
                    state.Expected("\"in\" after \"not\"");
                    return null;
                }

                state.Tokens.Next();
                return ParseMembership(left, isNegated: true);
            case TokenKind.Unknown when token.Value == "=":
                state.Expected("an operator", "Write == to compare.");
                return null;
            default:
                return new TruthNode(left);
        }
    }

    private MatchNode? ParseMatch(OperandNode left, bool isNegated)
    {
        state.Tokens.Next();
        if (left is not (FieldOperand or LiteralOperand { Value: string }))
        {
            state.Diagnostics.Error(left.Span, "Only a field or a string can be matched against a regular expression.");
            return null;
        }

        if (state.Tokens.Current.Kind is not (TokenKind.Slash or TokenKind.String))
        {
            state.Expected("a regular expression such as /^5..$/, or a string");
            return null;
        }

        if (ParseOperand() is not { } pattern)
        {
            return null;
        }

        Token after = state.Tokens.Current;
        if (after.Kind == TokenKind.Word && after.Start == state.Tokens.PreviousEnd)
        {
            state.Diagnostics.Error(
                state.Tokens.Span,
                $"A regular expression takes no flags behind it, found {after.Value}.",
                $"Write them inside: /(?{after.Value}){pattern.Span.Text.Trim('/')}/.");
            state.Tokens.Next();
            return null;
        }

        return new MatchNode(left, pattern, isNegated, left.Span.To(pattern.Span));
    }

    private MembershipNode? ParseMembership(OperandNode left, bool isNegated)
    {
        if (state.Tokens.Current.Kind is not (TokenKind.OpenBracket or TokenKind.String or TokenKind.Number))
        {
            state.Expected("an array, a field or a string after \"in\"", """Write for example ["a", "b"] or [tags].""");
            return null;
        }

        OperandNode? right = TryParseShortArray(out bool isArray);
        right = isArray ? right : ParseOperand();
        return right is null ? null : new MembershipNode(left, right, isNegated, left.Span.To(right.Span));
    }

    /// <summary>After "in", an array of one literal is that array, although Logstash takes it for a field whose name has quotes.</summary>
    private ArrayOperand? TryParseShortArray(out bool isArray)
    {
        isArray = state.Tokens.Current.Kind == TokenKind.OpenBracket && state.Tokens.PeekSecond().Kind is TokenKind.String or TokenKind.Number;
        return isArray ? ParseArray() : null;
    }

    private OperandNode? ParseOperand()
    {
        SourceSpan span = state.Tokens.Span;
        Token token = state.Tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.String:
                return new LiteralOperand(new ValueParser(state, static (_, _) => null).ParseString().Value, span);
            case TokenKind.Number:
                return new ValueParser(state, static (_, _) => null).ParseNumber() is { } number ? new LiteralOperand(number.Value, span) : null;
            case TokenKind.Slash:
                if (state.Tokens.TryReadRegex(out string? pattern))
                {
                    return new RegexOperand(pattern, span with { End = state.Tokens.PreviousEnd });
                }

                state.Diagnostics.Error(span, "This regular expression is never closed.", "Close it with /; a slash inside is written \\/.");
                return null;
            case TokenKind.OpenBracket when state.Tokens.PeekSecond().Kind == TokenKind.String:
                return ParseArray();
            case TokenKind.OpenBracket:
                return (OperandNode?)ParseField() ?? ParseArray();
            default:
                return FailOperand(token);
        }
    }

    private OperandNode? FailOperand(Token token)
    {
        string? suggestion = token.Kind switch
        {
            TokenKind.Word when state.Tokens.PeekSecond().Kind == TokenKind.OpenParenthesis => "Functions are not part of the language.",
            TokenKind.Word => $"A field is written [{token.Value}], text \"{token.Value}\".",
            TokenKind.Unknown when token.Value is "&" => "Write and.",
            TokenKind.Unknown when token.Value is "|" => "Write or.",
            TokenKind.Unknown when token.Value is "$" or "%" => "Put ${…} in quotes; %{…} does not work in conditions.",
            _ => null,
        };
        state.Expected(OperandExpectation, suggestion);
        return null;
    }

    private FieldOperand? ParseField()
    {
        SourceSpan span = state.Tokens.Span;
        if (!state.Tokens.TryReadSelector(out string? selector))
        {
            return null;
        }

        span = span with { End = state.Tokens.PreviousEnd };
        if (FieldReference.TryParse(selector, state.FieldEscapes, out FieldReference? field, out string? error))
        {
            return new FieldOperand(field, span);
        }

        state.Diagnostics.Error(span, error);
        return new FieldOperand(FieldReference.TopLevel(selector), span);
    }

    private ArrayOperand? ParseArray()
    {
        if (_depth >= MaxDepth)
        {
            state.Diagnostics.Error(state.Tokens.Span, $"Arrays are nested more than {MaxDepth} deep.");
            return null;
        }

        _depth++;
        ArrayOperand? array = ParseItems();
        _depth--;
        return array;
    }

    private ArrayOperand? ParseItems()
    {
        SourceSpan open = state.Tokens.Span;
        state.Tokens.Next();
        var items = new List<OperandNode>();
        while (state.Tokens.Current.Kind != TokenKind.CloseBracket)
        {
            if (items.Count > 0 && !state.Take(TokenKind.Comma, "a comma or ] in this array"))
            {
                return null;
            }

            if (ParseOperand() is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        state.Tokens.Next();
        SourceSpan span = open with { End = state.Tokens.PreviousEnd };
        if (items.Count == 1)
        {
            state.Diagnostics.Warn(
                span,
                $"An array of one value is read as that array; Logstash reads {span.Text.ToString(CultureInfo.InvariantCulture)} as a field.",
                "Use == to compare with one value if the file is for Logstash too.");
        }

        return new ArrayOperand(items, span);
    }
}
