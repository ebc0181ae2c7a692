using El4k.Collector.Events;

namespace El4k.Collector.Configuration;

/// <summary>What the parsers of one file share.</summary>
internal sealed class ParserState(SourceText source, DiagnosticList diagnostics, bool supportEscapes, FieldEscapeStyle fieldEscapes)
{
    /// <summary>The tokens, and where the parsers are in them.</summary>
    public Tokenizer Tokens { get; } = new(source);

    /// <summary>Where errors go.</summary>
    public DiagnosticList Diagnostics { get; } = diagnostics;

    /// <summary>Whether <c>\n</c> and the like in strings stand for the character.</summary>
    public bool SupportEscapes { get; } = supportEscapes;

    /// <summary>How brackets in names of fields are written.</summary>
    public FieldEscapeStyle FieldEscapes { get; } = fieldEscapes;

    /// <summary>Whether a brace or quote was found missing, so that the file's end says nothing new.</summary>
    public bool IsUnbalanced { get; set; }

    /// <summary>Reports that the current token is not what must stand here.</summary>
    public void Expected(string what, string? suggestion = null)
    {
        Token found = Tokens.Current;
        if (found.Kind == TokenKind.OpenString)
        {
            IsUnbalanced = true;
            Diagnostics.Error(Tokens.Span with { End = found.Start + 1 }, "This string is never closed.", $"Close it with {found.Value[0]}.");
            return;
        }

        if (found.Kind == TokenKind.End)
        {
            if (!IsUnbalanced)
            {
                Diagnostics.Error(Tokens.Span, $"Expected {what}, but the file ends here.", suggestion);
            }

            IsUnbalanced = true;
            return;
        }

        Diagnostics.Error(Tokens.Span, $"Expected {what}, found {Describe(found)}.", suggestion);
    }

    /// <summary>Takes the token if it is of this kind, else reports that it was expected.</summary>
    public bool Take(TokenKind kind, string what, string? suggestion = null)
    {
        if (Tokens.Current.Kind == kind)
        {
            Tokens.Next();
            return true;
        }

        Expected(what, suggestion);
        return false;
    }

    private string Describe(Token token) => token.Kind == TokenKind.String
        ? $"the string {Shorten(Tokens.SpanOf(token).Text)}"
        : $"\"{Shorten(token.Value)}\"";

    private static string Shorten(string text)
    {
        int line = text.IndexOf('\n', StringComparison.Ordinal);
        text = line < 0 ? text : text[..line] + "…";
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
