using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace El4k.Store.Search.Queries.QueryString;

/// <summary>Reads the words, quotes and operators of a query text from left to right.</summary>
internal sealed class QueryStringScanner(string text)
{
    private const string EndsTerm = "()[]{}^\"~:!";

    public int Position { get; private set; }

    public bool AtEnd => Position >= text.Length;

    public char Current => text[Position];

    public void Advance() => Position++;

    public void SkipSpace()
    {
        while (!AtEnd && IsSpace(Current))
        {
            Position++;
        }
    }

    public Conjunction ReadConjunction()
    {
        if (TryReadWord("AND") || TryReadSymbol("&&"))
        {
            return Conjunction.And;
        }

        return TryReadWord("OR") || TryReadSymbol("||") ? Conjunction.Or : Conjunction.None;
    }

    public Modifier ReadModifier()
    {
        SkipSpace();
        if (AtEnd)
        {
            return Modifier.None;
        }

        switch (Current)
        {
            case '+':
                Position++;
                return Modifier.Required;
            case '-' or '!':
                Position++;
                return Modifier.Prohibited;
            default:
                return TryReadWord("NOT") ? Modifier.Prohibited : Modifier.None;
        }
    }

    /// <summary>Reads a word that stands alone, such as <c>TO</c>.</summary>
    public bool TryReadWord(string word)
    {
        SkipSpace();
        var end = Position + word.Length;
        if (string.CompareOrdinal(text, Position, word, 0, word.Length) != 0 || (end < text.Length && !IsSpace(text[end]) && text[end] is not ('(' or '"' or ')' or ']' or '}')))
        {
            return false;
        }

        Position = end;
        return true;
    }

    /// <summary>Reads <c>name:</c>, with the name's escapes resolved.</summary>
    public bool TryReadField([NotNullWhen(true)] out string? field)
    {
        var start = Position;
        field = null;
        while (!AtEnd && IsTermCharacter(Current))
        {
            Position += Current == '\\' ? 2 : 1;
        }

        if (Position < text.Length && Current == ':' && Position > start)
        {
            field = Unescape(text[start..Position]);
            Position++;
            return true;
        }

        Position = start;
        return false;
    }

    /// <summary>Reads a word, its escapes still in it.</summary>
    public string ReadTerm()
    {
        var start = Position;
        while (!AtEnd && IsTermCharacter(Current))
        {
            Position += Current == '\\' ? 2 : 1;
        }

        if (Position > text.Length)
        {
            Position = text.Length;
            throw Wrong("a character after the backslash");
        }

        if (!AtEnd && Current == ':' && Position > start)
        {
            throw Wrong($"no second colon; write {text[start..Position]}\\: or put the value in quotes");
        }

        return Position > start ? text[start..Position] : throw Wrong("a term");
    }

    /// <summary>Reads a text in quotes, with its escapes resolved.</summary>
    public string ReadQuoted()
    {
        var open = Position++;
        var content = new StringBuilder();
        for (; !AtEnd && Current != '"'; Position++)
        {
            if (Current == '\\' && Position + 1 < text.Length)
            {
                Position++;
            }

            content.Append(Current);
        }

        if (AtEnd)
        {
            throw Wrong($"a closing quote for the one at character {open + 1}");
        }

        Position++;
        return content.ToString();
    }

    /// <summary>Reads <c>/expression/</c> if the closing slash ends a word; else the slash is a plain character.</summary>
    public bool TryReadRegex([NotNullWhen(true)] out string? expression)
    {
        expression = null;
        for (var i = Position + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '/')
            {
                if (i == Position + 1 || (i + 1 < text.Length && !IsSpace(text[i + 1]) && text[i + 1] is not (')' or '^')))
                {
                    return false;
                }

                expression = text[(Position + 1)..i].Replace("\\/", "/", StringComparison.Ordinal);
                Position = i + 1;
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads one end of a range.</summary>
    /// <returns>The value, or null when the end is open (<c>*</c>).</returns>
    public string? ReadRangeEnd(string expected)
    {
        SkipSpace();
        if (!AtEnd && Current == '"')
        {
            return ReadQuoted();
        }

        var start = Position;
        while (!AtEnd && !IsSpace(Current) && Current is not (']' or '}'))
        {
            Position++;
        }

        if (Position == start)
        {
            throw Wrong(expected);
        }

        var value = text[start..Position];
        return value == "*" ? null : Unescape(value);
    }

    public string ReadNumber()
    {
        var start = Position;
        while (!AtEnd && (char.IsAsciiDigit(Current) || Current == '.'))
        {
            Position++;
        }

        return text[start..Position];
    }

    /// <summary>Reads <c>^2</c>; boosts change nothing, because documents are not scored.</summary>
    public void SkipBoost()
    {
        if (AtEnd || Current != '^')
        {
            return;
        }

        Position++;
        if (ReadNumber().Length == 0)
        {
            throw Wrong("a number after ^");
        }
    }

    public static bool HasWildcard(string raw)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\')
            {
                i++;
            }
            else if (raw[i] is '*' or '?')
            {
                return true;
            }
        }

        return false;
    }

    public static string Unescape(string raw)
    {
        if (!raw.Contains('\\', StringComparison.Ordinal))
        {
            return raw;
        }

        var result = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            result.Append(raw[i] == '\\' && i + 1 < raw.Length ? raw[++i] : raw[i]);
        }

        return result.ToString();
    }

    public InvalidRequestException Wrong(string expected) => WrongAt(Position, expected);

    public InvalidRequestException WrongAt(int position, string expected)
    {
        var at = position >= text.Length ? "at the end" : $"at character {position + 1}";
        return new InvalidRequestException(InvalidRequestException.QueryShard, $"Failed to parse query [{text}] {at}: expected {expected}");
    }

    private bool TryReadSymbol(string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, Position, symbol, 0, symbol.Length) != 0)
        {
            return false;
        }

        Position += symbol.Length;
        return true;
    }

    private static bool IsTermCharacter(char letter) => !IsSpace(letter) && !EndsTerm.Contains(letter);

    private static bool IsSpace(char letter) => letter is ' ' or '\t' or '\n' or '\r' or '\u3000';
}
