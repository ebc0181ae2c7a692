using System.Text;
using El4k.Explorer.Errors;
using El4k.Explorer.QuerySyntax.Nodes;

namespace El4k.Explorer.QuerySyntax;

/// <summary>Walks over a query's characters: blanks, operators, names and terms.</summary>
internal sealed class QueryScanner(string text)
{
    private int _at;

    public string Text => text;

    public int Position => _at;

    public bool IsAtEnd => _at >= text.Length;

    /// <summary>The next character, <c>\0</c> at the end.</summary>
    public char Peek => _at < text.Length ? text[_at] : '\0';

    public void SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    /// <summary>Takes one character and the blanks after it.</summary>
    public bool Take(char expected)
    {
        if (Peek != expected)
        {
            return false;
        }

        _at++;
        SkipBlanks();
        return true;
    }

    /// <summary>Whether an operator comes next: as a whole word in any case, or as its sign.</summary>
    public bool IsKeyword(string word, string sign) => KeywordLength(word, sign) > 0;

    public bool TakeKeyword(string word, string sign)
    {
        var length = KeywordLength(word, sign);
        if (length == 0)
        {
            return false;
        }

        _at += length;
        SkipBlanks();
        return true;
    }

    public string? TakeComparison()
    {
        SkipBlanks();
        if (Peek is not '>' and not '<')
        {
            return null;
        }

        var length = _at + 1 < text.Length && text[_at + 1] == '=' ? 2 : 1;
        var comparison = text.Substring(_at, length);
        _at += length;
        SkipBlanks();
        return comparison;
    }

    /// <summary>Takes a name and the colon after it, or a name before a comparison; takes nothing when what comes next is a term.</summary>
    public FieldNode? TryReadField()
    {
        var start = _at;
        var name = new StringBuilder();
        while (_at < text.Length && IsNamePart(text[_at]))
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
            }

            name.Append(text[_at++]);
        }

        var end = _at;
        SkipBlanks();
        if (name.Length > 0 && Peek is (':' or '>' or '<'))
        {
            if (Peek == ':')
            {
                _at++;
                SkipBlanks();
            }

            return new FieldNode(name.ToString(), start, end - start);
        }

        _at = start;
        return null;
    }

    /// <summary>Takes a phrase in quotes or a word with its escapes and wildcards.</summary>
    public TermNode ReadTerm(FieldNode? field) => Peek == '"' ? ReadPhrase(field) : ReadWord(field);

    public int WordLength()
    {
        var end = _at;
        while (end < text.Length && IsWordPart(text[end], inValue: false))
        {
            end++;
        }

        return Math.Max(1, end - _at);
    }

    public string Without(int position, int length) => text.Remove(position, length).Trim();

    public string Inserted(int position, string insert) => text.Insert(position, insert);

    /// <summary>The query without an operator that nothing follows, null when nothing would be left.</summary>
    public string? WithoutTrailingOperator()
    {
        var left = text.TrimEnd();
        foreach (var ending in (ReadOnlySpan<string>)["AND", "OR", "NOT", "&&", "||", "!", "-", "+"])
        {
            if (left.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                left = left[..^ending.Length].TrimEnd();
                return left.Length == 0 ? null : left;
            }
        }

        return null;
    }

    public BadParameterException Error(int position, int length, string message, string? suggestion) =>
        new(new ExplorerError(message, "q", Math.Min(position, text.Length), Math.Max(1, length), suggestion));

    private static bool IsNamePart(char c) => !char.IsWhiteSpace(c) && c is not (':' or '>' or '<' or '(' or ')' or '"' or '[' or ']' or '{' or '}' or '=');

    // A colon ends a free word, for it would be a field's name; within a value it is an ordinary character, as in times.
    private static bool IsWordPart(char c, bool inValue) =>
        !char.IsWhiteSpace(c) && c is not ('(' or ')' or '"' or '[' or ']' or '{' or '}' or '<' or '>') && (inValue || c != ':');

    private int KeywordLength(string word, string sign)
    {
        if (text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal) && !char.IsLetter(sign[0]))
        {
            return sign.Length;
        }

        var end = _at + word.Length;
        var isWord = text.AsSpan(_at).StartsWith(word, StringComparison.OrdinalIgnoreCase)
            && (end == text.Length || char.IsWhiteSpace(text[end]) || text[end] is '(' or ')' or '"');
        return isWord ? word.Length : 0;
    }

    private TermNode ReadPhrase(FieldNode? field)
    {
        var start = _at++;
        var phrase = new StringBuilder();
        while (_at < text.Length && text[_at] != '"')
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
            }

            phrase.Append(text[_at++]);
        }

        if (IsAtEnd)
        {
            throw Error(start, text.Length - start, "The closing quote is missing.", text + "\"");
        }

        _at++;
        RefuseSuffix(start);
        return new TermNode(field, phrase.ToString(), IsPhrase: true, null, start, _at - start);
    }

    private TermNode ReadWord(FieldNode? field)
    {
        var start = _at;
        var word = new StringBuilder();
        var pattern = new StringBuilder();
        var hasWildcard = false;
        while (_at < text.Length && IsWordPart(text[_at], field is not null))
        {
            var c = text[_at];
            if (c is '~' or '^' && _at > start)
            {
                RefuseSuffix(start);
            }

            var escaped = c == '\\' && _at + 1 < text.Length;
            if (escaped)
            {
                c = text[++_at];
            }

            _at++;
            word.Append(c);
            var isWildcard = !escaped && c is ('*' or '?');
            hasWildcard |= isWildcard;
            pattern.Append(!isWildcard && c is ('*' or '?' or '\\') ? "\\" : "").Append(c);
        }

        if (_at == start)
        {
            throw IsAtEnd
                ? Error(start, 1, "The query ends where a value is expected.", null)
                : Error(start, 1, $"“{Peek}” is not expected here. Put it in quotes to search for it.", null);
        }

        return new TermNode(field, word.ToString(), IsPhrase: false, hasWildcard ? pattern.ToString() : null, start, _at - start);
    }

    // Both would be understood by Lucene; dropping them silently would answer another question than the one asked.
    private void RefuseSuffix(int termStart)
    {
        if (Peek is not '~' and not '^')
        {
            return;
        }

        var end = _at + 1;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        if (end < text.Length && IsWordPart(text[end], inValue: true))
        {
            // In the middle of a word it is an ordinary character.
            return;
        }

        var isWord = text[termStart] != '"';
        throw Peek == '~'
            ? Error(_at, end - _at, isWord ? "Fuzzy search (~) is not supported. Use a wildcard (*) or escape it (\\~)." : "A distance between words (~) is not supported.",
                text[.._at] + (isWord ? "*" : "") + text[end..])
            : Error(_at, end - _at, "A boost (^) only changes an order by relevance, which is not used here. Escape it (\\^) to search for it.", text[.._at] + text[end..]);
    }
}
