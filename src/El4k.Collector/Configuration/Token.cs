namespace El4k.Collector.Configuration;

/// <summary>One token and where it stands.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character after its last one.</param>
/// <param name="Value">Its text; for a string what is between the quotes.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Value)
{
    public bool IsWord(string word) => Kind == TokenKind.Word && Value == word;
}
