namespace El4k.Collector.Configuration;

/// <summary>The kinds of tokens of a configuration.</summary>
internal enum TokenKind
{
    End,

    /// <summary>Letters, digits, <c>_</c> and <c>-</c>: a name, a word of the language, a bare value.</summary>
    Word,

    /// <summary>A number; its text is not yet checked.</summary>
    Number,

    /// <summary>A quoted string; the value is what is between the quotes.</summary>
    String,

    /// <summary>A string that is never closed.</summary>
    OpenString,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    Comma,
    Arrow,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Match,
    NotMatch,
    Not,
    Slash,

    /// <summary>A character that begins nothing.</summary>
    Unknown,
}
