using El4k.Collector.Configuration.Ast;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>Parses one file: sections, plugins, conditions. After an error it goes on with the next option or plugin, so that all errors are found.</summary>
internal sealed class ConfigurationParser
{
    private const int MaxDepth = 200;
    private static readonly string[] SectionNames = ["input", "filter", "output"];

    private readonly ParserState _state;
    private readonly Tokenizer _tokens;
    private readonly ValueParser _values;
    private readonly ConditionParser _conditions;
    private int _depth;

    private ConfigurationParser(ParserState state)
    {
        _state = state;
        _tokens = state.Tokens;
        _values = new ValueParser(state, ParsePluginBody);
        _conditions = new ConditionParser(state);
    }

    /// <summary>Parses a file; what is wrong with it goes to the diagnostics.</summary>
    public static IReadOnlyList<SectionNode> Parse(SourceText source, DiagnosticList diagnostics, bool supportEscapes, FieldEscapeStyle fieldEscapes = FieldEscapeStyle.None)
    {
        if (source.Text.StartsWith('\uFEFF'))
        {
            diagnostics.Warn(
                new SourceSpan(source, 0, 1),
                "The file begins with a byte order mark, which Logstash refuses; it is skipped here.",
                "Save the file as UTF-8 without BOM.");
        }

        return new ConfigurationParser(new ParserState(source, diagnostics, supportEscapes, fieldEscapes)).ParseFile();
    }

    private List<SectionNode> ParseFile()
    {
        var sections = new List<SectionNode>();
        while (_tokens.Current.Kind != TokenKind.End)
        {
            if (ParseSection() is { } section)
            {
                sections.Add(section);
            }
        }

        return sections;
    }

    private SectionNode? ParseSection()
    {
        Token name = _tokens.Current;
        SourceSpan span = _tokens.Span;
        PluginKind? kind = name.Value switch
        {
            "input" => PluginKind.Input,
            "filter" => PluginKind.Filter,
            "output" => PluginKind.Output,
            _ => null,
        };
        if (name.Kind != TokenKind.Word || kind is null)
        {
            if (name.Kind == TokenKind.CloseBrace)
            {
                _state.Diagnostics.Error(span, "This } closes nothing.", "Remove it, or look for a { that is missing above.");
                _tokens.Next();
                return null;
            }

            string? nearest = name.Kind == TokenKind.Word ? NearestName.Find(name.Value, SectionNames) : null;
            _state.Expected(
                "a section: input, filter or output",
                nearest is null ? "Plugins stand inside of input { … }, filter { … } or output { … }." : $"Did you mean \"{nearest}\"?");
            if (nearest is null || _tokens.PeekSecond().Kind != TokenKind.OpenBrace)
            {
                _tokens.Next();
                SkipStatement();
                return null;
            }

            kind = Enum.Parse<PluginKind>(nearest, ignoreCase: true);
        }

        _tokens.Next();
        if (_tokens.Current.Kind != TokenKind.OpenBrace)
        {
            _state.Expected($"{{ after {name.Value}");
            SkipStatement();
            return null;
        }

        return new SectionNode(kind.Value, ParseBody(span, name.Value), span);
    }

    /// <summary>Parses <c>{ … }</c> around plugins and branches.</summary>
    private List<StatementNode> ParseBody(SourceSpan owner, string ownerName)
    {
        var body = new List<StatementNode>();
        _tokens.Next();
        while (_tokens.Current.Kind is not (TokenKind.CloseBrace or TokenKind.End))
        {
            if (_depth == 0 && SectionStartsHere())
            {
                break;
            }

            if (ParseStatement() is { } statement)
            {
                body.Add(statement);
            }
        }

        CloseBrace(owner, ownerName);
        return body;
    }

    private bool SectionStartsHere() =>
        _tokens.Current.Kind == TokenKind.Word && Array.IndexOf(SectionNames, _tokens.Current.Value) >= 0
        && _tokens.PeekSecond().Kind == TokenKind.OpenBrace && _tokens.SpanOf(_tokens.Current).Column == 1;

    private void CloseBrace(SourceSpan owner, string ownerName)
    {
        if (_tokens.Current.Kind == TokenKind.CloseBrace)
        {
            _tokens.Next();
            return;
        }

        if (!_state.IsUnbalanced)
        {
            _state.Diagnostics.Error(owner, $"The {{ of {ownerName} is never closed.", "Add a }.");
            _state.IsUnbalanced = true;
        }
    }

    private StatementNode? ParseStatement()
    {
        Token token = _tokens.Current;
        if (token.IsWord("if") && _tokens.PeekSecond().Kind != TokenKind.OpenBrace)
        {
            return ParseBranch();
        }

        if (token.Kind is TokenKind.Word or TokenKind.Number or TokenKind.String)
        {
            SourceSpan span = _tokens.Span;
            _tokens.Next();
            if (_tokens.Current.Kind == TokenKind.OpenBrace && token.Value is not ("else" or "elsif" or "elif"))
            {
                return ParsePluginBody(token.Value, span);
            }

            ReportStatement(token, span);
        }
        else
        {
            _state.Expected("a plugin such as mutate { … }, or if", token.Value == "," ? "Plugins are separated by whitespace; remove the comma." : null);
        }

        SkipStatement();
        return null;
    }

    private void ReportStatement(Token token, SourceSpan span)
    {
        switch (token.Value)
        {
            case "elsif" or "elif" or "elseif":
                _state.Diagnostics.Error(span, $"\"{token.Value}\" is no word of the language.", "Write else if.");
                break;
            case "else":
                _state.Diagnostics.Error(span, "This else has no if.", "It must follow the } of an if directly.");
                break;
            default:
                _state.Expected($"{{ after {token.Value}", _tokens.Current.Kind == TokenKind.Arrow ? "An option stands inside of a plugin's braces." : null);
                break;
        }
    }

    private PluginNode? ParsePluginBody(string name, SourceSpan span)
    {
        _tokens.Next();
        var attributes = new List<AttributeNode>();
        bool isBroken = false;
        while (_tokens.Current.Kind is not (TokenKind.CloseBrace or TokenKind.End))
        {
            if (IsPluginStart())
            {
                _state.Diagnostics.Error(
                    _tokens.Span,
                    $"Expected an option of {name} or }}, found the plugin {_tokens.Current.Value}.",
                    $"Close {name} (line {span.Line}) with }} first.");
                _state.IsUnbalanced = true;
                return new PluginNode(name, attributes, span) { IsBroken = true };
            }

            if (ParseAttribute(name) is { } attribute)
            {
                attributes.Add(attribute);
            }
            else
            {
                isBroken = true;
                _values.Recover(TokenKind.CloseBrace, stopAtPair: true);
            }
        }

        CloseBrace(span, name);
        return new PluginNode(name, attributes, span) { IsBroken = isBroken };
    }

    /// <summary>Whether <c>name { name</c> or <c>name { }</c> stands here: a plugin where an option should be, so a brace is missing before it.</summary>
    private bool IsPluginStart()
    {
        Token name = _tokens.Current;
        if (name.Kind != TokenKind.Word || _tokens.PeekSecond().Kind != TokenKind.OpenBrace)
        {
            return false;
        }

        _tokens.MoveTo(_tokens.PeekSecond().End);
        bool isPlugin = _tokens.Current.Kind is TokenKind.Word or TokenKind.CloseBrace;
        _tokens.MoveTo(name.Start);
        return isPlugin;
    }

    private AttributeNode? ParseAttribute(string plugin)
    {
        Token name = _tokens.Current;
        SourceSpan span = _tokens.Span;
        if (name.Kind is not (TokenKind.Word or TokenKind.String or TokenKind.Number))
        {
            _state.Expected(
                $"an option of {plugin} or }}",
                name.Kind == TokenKind.Comma ? "Options are separated by whitespace; remove the comma." : null);
            if (name.Kind is not (TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.End))
            {
                _tokens.Next();
            }

            return null;
        }

        if (name.IsWord("if") && _tokens.PeekSecond().Kind != TokenKind.Arrow)
        {
            _state.Diagnostics.Error(span, $"A condition cannot stand inside of {plugin}.", $"Close {plugin} first, or put the if around it.");
            _tokens.Next();
            return null;
        }

        _tokens.Next();
        string suggestion = _tokens.Current.Kind == TokenKind.Unknown && _tokens.Current.Value is "=" or ":"
            ? $"Write => instead of {_tokens.Current.Value}"
            : $"An option is written {name.Value} => value.";
        if (!_state.Take(TokenKind.Arrow, $"=> after the option {name.Value}", suggestion))
        {
            return null;
        }

        return _values.Parse() is { } value ? new AttributeNode(name.Value, value, span) : null;
    }

    private BranchNode? ParseBranch()
    {
        SourceSpan span = _tokens.Span;
        if (++_depth > MaxDepth)
        {
            _state.Diagnostics.Error(span, $"Conditions are nested more than {MaxDepth} deep.");
            _depth--;
            _tokens.Next();
            SkipStatement();
            return null;
        }

        var arms = new List<ArmNode>();
        _tokens.Next();
        ParseArm(arms, span, "if", hasCondition: true);
        while (_tokens.Current.IsWord("else"))
        {
            SourceSpan elseSpan = _tokens.Span;
            bool isElseIf = _tokens.PeekSecond().IsWord("if");
            _tokens.Next();
            if (isElseIf)
            {
                _tokens.Next();
            }

            ParseArm(arms, elseSpan, isElseIf ? "else if" : "else", isElseIf);
            if (!isElseIf)
            {
                break;
            }
        }

        _depth--;
        return new BranchNode(arms, span);
    }

    private void ParseArm(List<ArmNode> arms, SourceSpan owner, string name, bool hasCondition)
    {
        ConditionNode? condition = hasCondition ? _conditions.Parse() : null;
        if (hasCondition && condition is null)
        {
            while (_tokens.Current.Kind is not (TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.End))
            {
                _tokens.Next();
            }
        }
        else if (_tokens.Current.Kind != TokenKind.OpenBrace)
        {
            _state.Expected(hasCondition ? "and, or, or { after the condition" : $"{{ after {name}", SuggestJoin(_tokens.Current));
            while (_tokens.Current.Kind is not (TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.End))
            {
                _tokens.Next();
            }
        }

        if (_tokens.Current.Kind == TokenKind.OpenBrace)
        {
            arms.Add(new ArmNode(condition, ParseBody(owner, name)));
        }
    }

    private static string? SuggestJoin(Token token) => token.Value switch
    {
        "&" or "&&" or "AND" or "And" => "Write and.",
        "|" or "||" or "OR" or "Or" => "Write or.",
        "=" => "Write == to compare.",
        "IN" => "Write in.",
        "NOT" => "Write not in.",
        _ => null,
    };

    /// <summary>Skips to where a statement can begin again: past a block in braces, or to <c>name {</c>, or before the closing brace.</summary>
    private void SkipStatement()
    {
        int depth = 0;
        while (_tokens.Current.Kind != TokenKind.End)
        {
            TokenKind kind = _tokens.Current.Kind;
            if (depth == 0 && (kind == TokenKind.CloseBrace || (kind == TokenKind.Word && _tokens.PeekSecond().Kind == TokenKind.OpenBrace)))
            {
                return;
            }

            _tokens.Next();
            depth += kind == TokenKind.OpenBrace ? 1 : 0;
            depth -= kind == TokenKind.CloseBrace ? 1 : 0;
            if (kind == TokenKind.CloseBrace && depth == 0)
            {
                return;
            }
        }
    }
}
