using System.Globalization;
using El4k.Store.Search.Matching;
using El4k.Store.Search.Queries.QueryString.Ast;

namespace El4k.Store.Search.Queries.QueryString;

/// <summary>Parses Lucene's query syntax into a tree.</summary>
/// <remarks>
/// <para><c>AND</c>, <c>OR</c> and <c>NOT</c> have Lucene's classic meaning: they set whether the clauses beside them must match, and
/// have no precedence; parentheses make it clear.</para>
/// <para>Two things are friendlier than in Lucene: a slash within a word, or one that no slash closes, is a plain character, so that
/// <c>/api/reports</c> is a word; and <c>*</c> in a field name needs no escape.</para>
/// </remarks>
internal sealed class QueryStringParser
{
    /// <summary>Deeper parentheses are refused: each level is a stack frame.</summary>
    public static readonly int MaximumDepth = 100;

    private readonly QueryStringScanner _scanner;
    private readonly bool _allByDefault;
    private readonly int _phraseSlop;
    private int _depth;

    private QueryStringParser(string text, bool allByDefault, int phraseSlop)
    {
        _scanner = new QueryStringScanner(text);
        _allByDefault = allByDefault;
        _phraseSlop = phraseSlop;
    }

    /// <param name="text">The query text.</param>
    /// <param name="allByDefault">Whether clauses without an operator must all match, or any.</param>
    /// <param name="phraseSlop">The slop of phrases that give none.</param>
    /// <returns>The tree, or null for an empty text, which matches nothing.</returns>
    /// <exception cref="InvalidRequestException">Says at which character what was expected.</exception>
    public static QueryStringNode? Parse(string text, bool allByDefault = false, int phraseSlop = 0)
    {
        var parser = new QueryStringParser(text, allByDefault, phraseSlop);
        parser._scanner.SkipSpace();
        if (parser._scanner.AtEnd)
        {
            return null;
        }

        var node = parser.ParseClauses(null);
        return parser._scanner.AtEnd ? node : throw parser._scanner.Wrong("no closing parenthesis, because none is open");
    }

    private QueryStringNode ParseClauses(string? field)
    {
        if (++_depth > MaximumDepth)
        {
            throw _scanner.Wrong($"at most {MaximumDepth} open parentheses");
        }

        var clauses = new List<Clause>();
        do
        {
            var conjunction = clauses.Count == 0 ? Conjunction.None : _scanner.ReadConjunction();
            var modifier = _scanner.ReadModifier();
            var node = ParseClause(field);
            AddClause(clauses, conjunction, modifier, node);
            _scanner.SkipSpace();
        }
        while (!_scanner.AtEnd && _scanner.Current != ')');

        _depth--;
        return clauses is [{ Occurrence: not Occurrence.MustNot } only] ? only.Node : new ClausesNode(clauses);
    }

    /// <summary>Lucene's classic rule: an operator marks the clause on its right and, for AND, the one on its left too.</summary>
    private void AddClause(List<Clause> clauses, Conjunction conjunction, Modifier modifier, QueryStringNode node)
    {
        if (clauses.Count > 0 && clauses[^1] is { Occurrence: not Occurrence.MustNot } previous)
        {
            if (conjunction == Conjunction.And)
            {
                clauses[^1] = previous with { Occurrence = Occurrence.Must };
            }
            else if (conjunction == Conjunction.Or && _allByDefault)
            {
                clauses[^1] = previous with { Occurrence = Occurrence.Should };
            }
        }

        var isRequired = _allByDefault
            ? conjunction != Conjunction.Or
            : modifier == Modifier.Required || conjunction == Conjunction.And;
        clauses.Add(new Clause(
            modifier == Modifier.Prohibited ? Occurrence.MustNot : isRequired ? Occurrence.Must : Occurrence.Should, node));
    }

    private QueryStringNode ParseClause(string? field)
    {
        _scanner.SkipSpace();
        if (_scanner.TryReadField(out var named))
        {
            field = named;
            _scanner.SkipSpace();
        }

        if (_scanner.AtEnd)
        {
            throw _scanner.Wrong(named is null ? "a term" : $"a value after [{named}:]");
        }

        var node = _scanner.Current switch
        {
            '(' => ParseGroup(field),
            '"' => ParsePhrase(field),
            '[' or '{' => ParseRange(field),
            '<' or '>' when field is not null => ParseComparison(field),
            '/' when _scanner.TryReadRegex(out var expression) => new RegexNode(field, expression),
            _ => ParseTerm(field),
        };
        _scanner.SkipBoost();
        return field == "_exists_" ? ToExists(node) : node;
    }

    private QueryStringNode ParseGroup(string? field)
    {
        var open = _scanner.Position;
        _scanner.Advance();
        _scanner.SkipSpace();
        if (!_scanner.AtEnd && _scanner.Current == ')')
        {
            throw _scanner.Wrong("a term between the parentheses");
        }

        var node = ParseClauses(field);
        if (_scanner.AtEnd)
        {
            throw _scanner.Wrong($"a closing parenthesis for the one at character {open + 1}");
        }

        _scanner.Advance();
        return node;
    }

    private PhraseNode ParsePhrase(string? field)
    {
        var text = _scanner.ReadQuoted();
        var slop = _phraseSlop;
        if (!_scanner.AtEnd && _scanner.Current == '~')
        {
            _scanner.Advance();
            var digits = _scanner.ReadNumber();
            if (digits.Length > 0 && (!double.TryParse(digits, CultureInfo.InvariantCulture, out var distance) || distance > int.MaxValue))
            {
                throw _scanner.Wrong("a smaller number of moves after ~");
            }

            slop = digits.Length == 0 ? 0 : (int)double.Parse(digits, CultureInfo.InvariantCulture);
        }

        return new PhraseNode(field, text, slop);
    }

    private RangeNode ParseRange(string? field)
    {
        var includesFrom = _scanner.Current == '[';
        _scanner.Advance();
        var from = _scanner.ReadRangeEnd("the lower end of the range");
        if (!_scanner.TryReadWord("TO"))
        {
            throw _scanner.Wrong("TO between the ends of the range");
        }

        var to = _scanner.ReadRangeEnd("the upper end of the range");
        _scanner.SkipSpace();
        if (_scanner.AtEnd || _scanner.Current is not (']' or '}'))
        {
            throw _scanner.Wrong("] or } after the range");
        }

        var includesTo = _scanner.Current == ']';
        _scanner.Advance();
        return new RangeNode(field, new RangeBounds { From = from, IncludesFrom = includesFrom, To = to, IncludesTo = includesTo });
    }

    private RangeNode ParseComparison(string? field)
    {
        var isUpper = _scanner.Current == '<';
        _scanner.Advance();
        var included = !_scanner.AtEnd && _scanner.Current == '=';
        if (included)
        {
            _scanner.Advance();
        }

        _scanner.SkipSpace();
        if (_scanner.AtEnd)
        {
            throw _scanner.Wrong("a value after the comparison");
        }

        var value = _scanner.Current == '"' ? _scanner.ReadQuoted() : QueryStringScanner.Unescape(_scanner.ReadTerm());
        return new RangeNode(field, isUpper
            ? new RangeBounds { To = value, IncludesTo = included }
            : new RangeBounds { From = value, IncludesFrom = included });
    }

    private QueryStringNode ParseTerm(string? field)
    {
        var start = _scanner.Position;
        var raw = _scanner.ReadTerm();
        if (raw is "AND" or "OR" or "NOT" or "&&" or "||")
        {
            throw _scanner.WrongAt(start, $"a term, but found the operator {raw}; put it in quotes to search for it");
        }

        if (!_scanner.AtEnd && _scanner.Current == '~')
        {
            throw _scanner.Wrong("no ~, because fuzzy terms are not supported");
        }

        if (raw == "*")
        {
            return field is null or "*" ? new AllNode() : new ExistsNode(field);
        }

        return QueryStringScanner.HasWildcard(raw)
            ? new PatternNode(field, raw)
            : new TermNode(field, QueryStringScanner.Unescape(raw));
    }

    private QueryStringNode ToExists(QueryStringNode node) => node switch
    {
        TermNode term => new ExistsNode(term.Text),
        PhraseNode phrase => new ExistsNode(phrase.Text),
        PatternNode pattern => new ExistsNode(QueryStringScanner.Unescape(pattern.Pattern)),
        ExistsNode => new AllNode(),
        _ => throw _scanner.Wrong("a field name after [_exists_:]"),
    };
}
