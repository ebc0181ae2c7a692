using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Configuration;

/// <summary>Cuts the text of a configuration into tokens, one at a time, without comments and whitespace.</summary>
/// <remarks>
/// What a bracket or a slash begins depends on where it stands, so the parser asks for selectors and regular expressions by
/// <see cref="TryReadSelector"/> and <see cref="TryReadRegex"/> where they may be.
/// </remarks>
internal sealed class Tokenizer
{
    private readonly SourceText _source;
    private readonly string _text;
    private int _at;

    public Tokenizer(SourceText source)
    {
        _source = source;
        _text = source.Text;
        Current = Scan();
    }

    /// <summary>The token that is next.</summary>
    public Token Current { get; private set; }

    /// <summary>Where the token before the current one ended.</summary>
    public int PreviousEnd { get; private set; }

    /// <summary>The place of the current token.</summary>
    public SourceSpan Span => SpanOf(Current);

    public SourceSpan SpanOf(Token token) => new(_source, token.Start, token.End);

    public SourceSpan SpanOf(int start, int end) => new(_source, start, end);

    /// <summary>Takes the current token and goes on to the next.</summary>
    public Token Next()
    {
        Token taken = Current;
        PreviousEnd = taken.End;
        Current = Scan();
        return taken;
    }

    /// <summary>The token after the current one.</summary>
    public Token PeekSecond()
    {
        int before = _at;
        Token second = Scan();
        _at = before;
        return second;
    }

    /// <summary>Goes back, or on, to a character and reads the token there.</summary>
    public void MoveTo(int offset)
    {
        _at = offset;
        Current = Scan();
    }

    /// <summary>Reads <c>[a][b]</c> at the current token; anything but brackets and commas may be between the brackets.</summary>
    public bool TryReadSelector([NotNullWhen(true)] out string? selector)
    {
        int start = Current.Start;
        int end = start;
        while (end < _text.Length && _text[end] == '[')
        {
            int close = _text.AsSpan(end + 1).IndexOfAny(['[', ']', ',', '\n']);
            if (close <= 0 || _text[end + 1 + close] != ']')
            {
                break;
            }

            end += close + 2;
        }

        selector = end > start ? _text[start..end] : null;
        if (selector is null)
        {
            return false;
        }

        PreviousEnd = end;
        MoveTo(end);
        return true;
    }

    /// <summary>Reads <c>/…/</c> at the current token.</summary>
    /// <returns>False when it is never closed.</returns>
    public bool TryReadRegex([NotNullWhen(true)] out string? pattern)
    {
        int end = Current.Start + 1;
        while (end < _text.Length && _text[end] != '/')
        {
            end += _text[end] == '\\' ? 2 : 1;
        }

        pattern = end < _text.Length ? _text[(Current.Start + 1)..end].Replace("\\/", "/", StringComparison.Ordinal) : null;
        if (pattern is null)
        {
            return false;
        }

        PreviousEnd = end + 1;
        MoveTo(end + 1);
        return true;
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private Token Scan()
    {
        SkipBlanks();
        if (_at >= _text.Length)
        {
            return new Token(TokenKind.End, _text.Length, _text.Length, string.Empty);
        }

        char c = _text[_at];
        if (IsWordPart(c))
        {
            return ScanWord();
        }

        if (c is '"' or '\'')
        {
            return ScanString(c);
        }

        string two = _at + 1 < _text.Length ? _text.Substring(_at, 2) : string.Empty;
        TokenKind pair = two switch
        {
            "=>" => TokenKind.Arrow,
            "==" => TokenKind.Equal,
            "!=" => TokenKind.NotEqual,
            "<=" => TokenKind.LessOrEqual,
            ">=" => TokenKind.GreaterOrEqual,
            "=~" => TokenKind.Match,
            "!~" => TokenKind.NotMatch,
            _ => TokenKind.Unknown,
        };
        return pair == TokenKind.Unknown ? Take(Single(c), 1) : Take(pair, 2);
    }

    private static TokenKind Single(char c) => c switch
    {
        '{' => TokenKind.OpenBrace,
        '}' => TokenKind.CloseBrace,
        '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket,
        '(' => TokenKind.OpenParenthesis,
        ')' => TokenKind.CloseParenthesis,
        ',' => TokenKind.Comma,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        '!' => TokenKind.Not,
        '/' => TokenKind.Slash,
        _ => TokenKind.Unknown,
    };

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (c == '#')
            {
                int end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else if (c is ' ' or '\t' or '\r' or '\n' || (c == '\uFEFF' && _at == 0))
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private Token ScanWord()
    {
        int start = _at;
        int end = start;
        while (end < _text.Length && IsWordPart(_text[end]))
        {
            end++;
        }

        ReadOnlySpan<char> word = _text.AsSpan(start, end - start);
        bool isNumber = word.TrimStart('-').Length > 0 && word.TrimStart('-').Length >= word.Length - 1
            && !word.TrimStart('-').ContainsAnyExceptInRange('0', '9');
        if (isNumber && end < _text.Length && _text[end] == '.')
        {
            end++;
            while (end < _text.Length && char.IsAsciiDigit(_text[end]))
            {
                end++;
            }
        }

        return Take(isNumber ? TokenKind.Number : TokenKind.Word, end - start);
    }

    private Token ScanString(char quote)
    {
        int end = _at + 1;
        while (end < _text.Length && _text[end] != quote)
        {
            end += _text[end] == '\\' ? 2 : 1;
        }

        if (end >= _text.Length)
        {
            return Take(TokenKind.OpenString, _text.Length - _at);
        }

        var token = new Token(TokenKind.String, _at, end + 1, _text[(_at + 1)..end]);
        _at = end + 1;
        return token;
    }

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, _at, _at + length, _text.Substring(_at, length));
        _at += length;
        return token;
    }
}
