using El4k.Explorer.Errors;
using El4k.Explorer.QuerySyntax.Nodes;

namespace El4k.Explorer.QuerySyntax;

/// <summary>Reads the query bar's language: what Lucene and KQL have in common.</summary>
/// <remarks>One method per rule of the grammar, from the loosest binding (OR) to a single clause.</remarks>
internal sealed class QueryParser
{
    /// <summary>Deeper nesting than a person writes; bounds the stack.</summary>
    public static readonly int MaxDepth = 50;

    /// <summary>Longer than any address a browser keeps.</summary>
    public static readonly int MaxLength = 10_000;

    private readonly QueryScanner _scanner;
    private int _depth;

    private QueryParser(string text) => _scanner = new QueryScanner(text);

    /// <exception cref="BadParameterException">Says what was expected and where, and how the query could be meant.</exception>
    public static QueryNode Parse(string? text)
    {
        text ??= "";
        if (text.Length > MaxLength)
        {
            throw new BadParameterException(new ExplorerError($"The query is longer than {MaxLength:N0} characters.", "q", MaxLength, text.Length - MaxLength));
        }

        return new QueryParser(text).ParseAll();
    }

    private QueryNode ParseAll()
    {
        _scanner.SkipBlanks();
        if (_scanner.IsAtEnd)
        {
            return new AllNode(0, 0);
        }

        var node = ParseOr(null);
        if (_scanner.IsAtEnd)
        {
            return node;
        }

        throw _scanner.Peek == ')'
            ? _scanner.Error(_scanner.Position, 1, "This closing parenthesis has no opening one.", _scanner.Without(_scanner.Position, 1))
            : _scanner.Error(_scanner.Position, 1, $"“{_scanner.Peek}” is not expected here. Put it in quotes to search for it.", null);
    }

    private QueryNode ParseOr(FieldNode? field)
    {
        var start = _scanner.Position;
        var parts = new List<QueryNode> { ParseAnd(field) };
        while (_scanner.TakeKeyword("OR", "||"))
        {
            parts.Add(ParseAnd(field));
        }

        return parts.Count == 1 ? parts[0] : new OrNode(parts, start, _scanner.Position - start);
    }

    private QueryNode ParseAnd(FieldNode? field)
    {
        var start = _scanner.Position;
        var parts = new List<QueryNode> { ParseNot(field) };
        while (true)
        {
            var explicitly = _scanner.TakeKeyword("AND", "&&");
            if (!explicitly && (_scanner.IsAtEnd || _scanner.Peek is ')' || _scanner.IsKeyword("OR", "||") || _scanner.Peek is ']' or '}'))
            {
                break;
            }

            parts.Add(ParseNot(field));
        }

        return parts.Count == 1 ? parts[0] : new AndNode(parts, start, _scanner.Position - start);
    }

    private QueryNode ParseNot(FieldNode? field)
    {
        var start = _scanner.Position;
        if (_scanner.TakeKeyword("NOT", "!") || _scanner.Take('-'))
        {
            return new NotNode(Nested(() => ParseNot(field)), start, _scanner.Position - start);
        }

        // Words side by side must all occur anyway, so a plus says nothing new.
        return _scanner.Take('+') ? Nested(() => ParseNot(field)) : ParseClause(field);
    }

    private QueryNode ParseClause(FieldNode? field)
    {
        var start = _scanner.Position;
        if (_scanner.IsAtEnd)
        {
            throw _scanner.Error(start, 1, "The query ends where a search term is expected.", _scanner.WithoutTrailingOperator());
        }

        if (_scanner.Take('('))
        {
            return ParseGroup(field, start);
        }

        if (_scanner.IsKeyword("AND", "&&") || _scanner.IsKeyword("OR", "||"))
        {
            throw _scanner.Error(start, _scanner.Peek is '&' or '|' ? 2 : _scanner.WordLength(), "A search term is missing before this operator. Put the word in quotes to search for it.", null);
        }

        if (field is null && _scanner.TryReadField() is { } name)
        {
            return ParseFieldClause(name, start);
        }

        return ParseValue(field, start);
    }

    private QueryNode ParseGroup(FieldNode? field, int start)
    {
        _scanner.SkipBlanks();
        if (_scanner.Peek == ')')
        {
            throw _scanner.Error(start, _scanner.Position - start + 1, "There is nothing between these parentheses.", null);
        }

        var inner = Nested(() => ParseOr(field));
        return _scanner.Take(')')
            ? inner
            : throw _scanner.Error(start, 1, "The closing parenthesis for this one is missing.", _scanner.Text.TrimEnd() + ")");
    }

    private QueryNode ParseFieldClause(FieldNode field, int start)
    {
        if (_scanner.TakeComparison() is { } comparison)
        {
            var operand = ParseOperand(field);
            var inclusive = comparison.Length == 2;
            return comparison[0] == '>'
                ? new RangeNode(field, operand, inclusive, null, false, start, _scanner.Position - start)
                : new RangeNode(field, null, false, operand, inclusive, start, _scanner.Position - start);
        }

        if (_scanner.IsAtEnd || _scanner.Peek == ')')
        {
            throw _scanner.Error(start, _scanner.Position - start, $"The field “{field.Name}” has no value after the colon.", _scanner.Inserted(_scanner.Position, "*"));
        }

        if (_scanner.Take('('))
        {
            return ParseGroup(field, start);
        }

        return _scanner.Peek is '[' or '{' ? ParseRange(field, start) : ParseValue(field, start);
    }

    private QueryNode ParseValue(FieldNode? field, int start)
    {
        if (field is not null && _scanner.TakeComparison() is { } comparison)
        {
            var operand = ParseOperand(field);
            return comparison[0] == '>'
                ? new RangeNode(field, operand, comparison.Length == 2, null, false, start, _scanner.Position - start)
                : new RangeNode(field, null, false, operand, comparison.Length == 2, start, _scanner.Position - start);
        }

        var term = ParseOperand(field);
        var length = term.Position + term.Length - start;
        if (term is { IsPhrase: false, Pattern: "*" })
        {
            return field is null || field.Name == "*" ? new AllNode(start, length) : new ExistsNode(field, start, length);
        }

        return field is { Name: "_exists_" }
            ? new ExistsNode(new FieldNode(term.Text, term.Position, term.Length), start, length)
            : term with { Position = start, Length = length };
    }

    private RangeNode ParseRange(FieldNode field, int start)
    {
        var includesLow = _scanner.Take('[') || !_scanner.Take('{');
        _scanner.SkipBlanks();
        var low = ParseOperand(field);
        _scanner.SkipBlanks();
        if (!_scanner.TakeKeyword("TO", "TO"))
        {
            throw _scanner.Error(_scanner.Position, 1, "A range is written [from TO to]: the word TO is missing here.", null);
        }

        var high = ParseOperand(field);
        _scanner.SkipBlanks();
        var includesHigh = _scanner.Take(']');
        if (!includesHigh && !_scanner.Take('}'))
        {
            throw _scanner.Error(start, _scanner.Position - start, "The closing bracket of the range is missing.", _scanner.Inserted(_scanner.Position, "]"));
        }

        var end = _scanner.Position;
        _scanner.SkipBlanks();
        return new RangeNode(field, Bound(low), includesLow, Bound(high), includesHigh, start, end - start);
    }

    private TermNode ParseOperand(FieldNode? field)
    {
        _scanner.SkipBlanks();
        var term = _scanner.ReadTerm(field);
        _scanner.SkipBlanks();
        return term;
    }

    private static TermNode? Bound(TermNode term) => term is { IsPhrase: false, Pattern: "*" } ? null : term;

    private QueryNode Nested(Func<QueryNode> parse)
    {
        if (++_depth > MaxDepth)
        {
            throw _scanner.Error(_scanner.Position, 1, $"The query is nested deeper than {MaxDepth} levels.", null);
        }

        var node = parse();
        _depth--;
        return node;
    }
}
