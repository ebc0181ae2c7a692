namespace El4k.Collector.Expressions;

/// <summary>One part of a date pattern: a run of one letter, or literal text.</summary>
/// <param name="Letter">The letter, as in the pattern; <c>'\0'</c> for literal text.</param>
/// <param name="Count">How often the letter is repeated; 0 for literal text.</param>
/// <param name="Literal">The text to write or to expect as it is; empty for a letter.</param>
public readonly record struct PatternToken(char Letter, int Count, string Literal)
{
    /// <summary>Whether this is literal text.</summary>
    public bool IsLiteral => Letter == '\0';
}
