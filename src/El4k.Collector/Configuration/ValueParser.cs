using System.Globalization;
using System.Text;
using El4k.Collector.Configuration.Ast;

namespace El4k.Collector.Configuration;

/// <summary>Parses the values of options. Null means that an error was reported.</summary>
internal sealed class ValueParser(ParserState state, Func<string, SourceSpan, PluginNode?> parsePlugin)
{
    private const int MaxDepth = 200;
    private int _depth;

    public ValueNode? Parse()
    {
        Token token = state.Tokens.Current;
        if (_depth >= MaxDepth)
        {
            state.Diagnostics.Error(state.Tokens.Span, $"Values are nested more than {MaxDepth} deep.");
            return null;
        }

        _depth++;
        ValueNode? value = token.Kind switch
        {
            TokenKind.String or TokenKind.Word when state.Tokens.PeekSecond().Kind == TokenKind.OpenBrace => ParseNested(),
            TokenKind.String => ParseString(),
            TokenKind.Word => ParseWord(),
            TokenKind.Number => ParseNumber(),
            TokenKind.OpenBracket => ParseArray(),
            TokenKind.OpenBrace => ParseHash(),
            _ => Fail(token),
        };
        _depth--;
        return value;
    }

    public StringNode ParseString()
    {
        SourceSpan span = state.Tokens.Span;
        string text = state.Tokens.Next().Value;
        return new StringNode(state.SupportEscapes ? Unescape(text) : text, IsQuoted: true, span);
    }

    public NumberNode? ParseNumber()
    {
        SourceSpan span = state.Tokens.Span;
        string text = state.Tokens.Next().Value;
        if (text.Contains('.', StringComparison.Ordinal))
        {
            double real = double.Parse(text.TrimEnd('.'), NumberStyles.Float, CultureInfo.InvariantCulture);
            if (double.IsFinite(real))
            {
                return new NumberNode(real, span);
            }
        }
        else if (TryInteger(text, out long value))
        {
            return new NumberNode(value, span);
        }

        bool isOctal = text.TrimStart('-').StartsWith('0') && !text.Contains('.', StringComparison.Ordinal);
        state.Diagnostics.Error(
            span,
            isOctal ? $"{text} is no number: a leading zero means octal." : $"{text} is too large for a number.",
            isOctal ? "Leave the leading zero out, or put the text in quotes." : "Put it in quotes.");
        return null;
    }

    /// <summary>Skips to where a list or hash can go on after an error: past nested brackets, to one of the ends or to <c>key =></c>.</summary>
    public void Recover(TokenKind end, bool stopAtPair)
    {
        int depth = 0;
        while (state.Tokens.Current.Kind != TokenKind.End)
        {
            TokenKind kind = state.Tokens.Current.Kind;
            bool isPair = kind is TokenKind.Word or TokenKind.String or TokenKind.Number && state.Tokens.PeekSecond().Kind == TokenKind.Arrow;
            if (depth == 0 && (kind == end || kind == TokenKind.CloseBrace || (stopAtPair && isPair) || (!stopAtPair && kind == TokenKind.Comma)))
            {
                return;
            }

            depth += kind is TokenKind.OpenBrace or TokenKind.OpenBracket ? 1 : 0;
            depth -= kind is TokenKind.CloseBrace or TokenKind.CloseBracket && depth > 0 ? 1 : 0;
            state.Tokens.Next();
        }
    }

    private static bool TryInteger(string text, out long value)
    {
        bool isNegative = text[0] == '-';
        string digits = isNegative ? text[1..] : text;
        if (digits.Length == 1 || digits[0] != '0')
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        }

        value = 0;
        if (digits.Length > 21)
        {
            return false;
        }

        foreach (char digit in digits)
        {
            if (digit > '7')
            {
                return false;
            }

            value = (value * 8) + (digit - '0');
        }

        value = isNegative ? -value : value;
        return true;
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            char next = text[++i];
            _ = next switch
            {
                '"' or '\'' or '\\' => result.Append(next),
                'n' => result.Append('\n'),
                'r' => result.Append('\r'),
                't' => result.Append('\t'),
                '0' => result.Append('\0'),
                _ => result.Append('\\').Append(next),
            };
        }

        return result.ToString();
    }

    private static bool IsBareword(string text) =>
        text.Length >= 2 && (char.IsAsciiLetter(text[0]) || text[0] == '_') && !text.Contains('-', StringComparison.Ordinal);

    private ValueNode? Fail(Token token)
    {
        string? suggestion = token.Kind switch
        {
            TokenKind.Unknown when token.Value == "$" => "Put ${…} in quotes.",
            TokenKind.Unknown when token.Value == "+" => "A number is written without +.",
            TokenKind.Slash => "Put the pattern in quotes, without slashes.",
            TokenKind.Unknown or TokenKind.Less or TokenKind.Not => "Put text in quotes.",
            _ => null,
        };
        state.Expected("a value (string, number, array or hash)", suggestion);
        return null;
    }

    private NestedPluginNode? ParseNested()
    {
        SourceSpan span = state.Tokens.Span;
        string name = state.Tokens.Next().Value;
        return parsePlugin(name, span) is { } plugin ? new NestedPluginNode(plugin) : null;
    }

    private StringNode? ParseWord()
    {
        SourceSpan span = state.Tokens.Span;
        Token word = state.Tokens.Next();
        Token next = state.Tokens.Current;
        if (next.Kind == TokenKind.Unknown && next.Start == word.End)
        {
            int end = next.Start;
            string line = span.Source.Text;
            while (end < line.Length && !char.IsWhiteSpace(line[end]) && line[end] is not ('}' or ']' or ',' or '{' or '#'))
            {
                end++;
            }

            state.Tokens.MoveTo(end);
            SourceSpan whole = span with { End = end };
            state.Diagnostics.Error(whole, $"Expected a value, found {whole.Text} without quotes.", $"Write \"{whole.Text}\".");
            return null;
        }

        if (!IsBareword(word.Value))
        {
            state.Diagnostics.Error(
                span,
                "Only a word of two or more letters, digits and _, beginning with a letter or _, can stand without quotes.",
                $"Write \"{word.Value}\".");
            return null;
        }

        return new StringNode(word.Value, IsQuoted: false, span);
    }

    private ArrayNode? ParseArray()
    {
        SourceSpan open = state.Tokens.Span;
        state.Tokens.Next();
        var items = new List<ValueNode>();
        while (state.Tokens.Current.Kind != TokenKind.CloseBracket)
        {
            if (items.Count > 0 && !TakeComma())
            {
                Recover(TokenKind.CloseBracket, stopAtPair: false);
                if (state.Tokens.Current.Kind is TokenKind.End or TokenKind.CloseBrace)
                {
                    return null;
                }

                continue;
            }

            if (Parse() is { } item)
            {
                items.Add(item);
                continue;
            }

            Recover(TokenKind.CloseBracket, stopAtPair: false);
            if (state.Tokens.Current.Kind is TokenKind.End or TokenKind.CloseBrace)
            {
                return null;
            }

            if (state.Tokens.Current.Kind == TokenKind.Comma)
            {
                items.Add(new StringNode(string.Empty, true, open));
            }
        }

        state.Tokens.Next();
        return new ArrayNode(items, open with { End = state.Tokens.PreviousEnd });
    }

    private bool TakeComma()
    {
        SourceSpan comma = state.Tokens.Span;
        if (!state.Take(TokenKind.Comma, "a comma or ] in this array"))
        {
            return false;
        }

        if (state.Tokens.Current.Kind == TokenKind.CloseBracket)
        {
            state.Diagnostics.Error(comma, "An array must not end with a comma.", "Remove the comma.");
            return false;
        }

        return true;
    }

    private HashNode? ParseHash()
    {
        SourceSpan open = state.Tokens.Span;
        state.Tokens.Next();
        var entries = new List<HashEntryNode>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (state.Tokens.Current.Kind != TokenKind.CloseBrace)
        {
            if (ParseEntry() is { } entry)
            {
                if (!keys.Add(entry.Key.Value))
                {
                    state.Diagnostics.Error(entry.Key.Span, $"The key \"{entry.Key.Value}\" stands twice in this hash.", "Give it an array of values, or remove one.");
                }

                entries.Add(entry);
                continue;
            }

            Recover(TokenKind.CloseBrace, stopAtPair: true);
            if (state.Tokens.Current.Kind == TokenKind.End)
            {
                return null;
            }
        }

        state.Tokens.Next();
        return new HashNode(entries, open with { End = state.Tokens.PreviousEnd });
    }

    private HashEntryNode? ParseEntry()
    {
        Token token = state.Tokens.Current;
        if (token.Kind == TokenKind.Comma)
        {
            state.Diagnostics.Error(state.Tokens.Span, "Pairs of a hash are separated by whitespace, not by commas.", "Remove the comma.");
            state.Tokens.Next();
            return null;
        }

        StringNode? key = token.Kind switch
        {
            TokenKind.String => ParseString(),
            TokenKind.Number => new StringNode(ParseNumber() is { } number ? Convert.ToString(number.Value, CultureInfo.InvariantCulture)! : string.Empty, true, state.Tokens.SpanOf(token)),
            TokenKind.Word => ParseWord(),
            _ => null,
        };
        if (key is null)
        {
            if (token.Kind is not (TokenKind.String or TokenKind.Number or TokenKind.Word))
            {
                state.Expected("a key or } in this hash");
            }

            return null;
        }

        return state.Take(TokenKind.Arrow, "=> after the key", "A pair is written key => value.") && Parse() is { } value
            ? new HashEntryNode(key, value)
            : null;
    }
}
