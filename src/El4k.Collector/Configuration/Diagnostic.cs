using System.Text;

namespace El4k.Collector.Configuration;

/// <summary>Something to say about a place in a configuration.</summary>
/// <param name="IsError">Whether the configuration cannot be used; else it is a warning.</param>
/// <param name="Span">The place.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
/// <param name="Suggestion">What to write instead; null when there is nothing near.</param>
public sealed record Diagnostic(bool IsError, SourceSpan Span, string Message, string? Suggestion = null)
{
    /// <summary>The diagnostic as a person reads it: place and message, the line with a caret, the suggestion.</summary>
    public override string ToString()
    {
        string line = Span.Source.LineText(Span.Line);
        int column = Math.Min(Span.Column - 1, line.Length);
        int width = Math.Clamp(Span.End - Span.Start, 1, Math.Max(1, line.Length - column));

        // Tabs stay tabs, so that the caret stands below its character however wide the terminal shows them.
        string indent = new([.. line[..column].Select(c => c == '\t' ? '\t' : ' ')]);
        var text = new StringBuilder();
        text.Append(Span).Append(IsError ? ": error: " : ": warning: ").AppendLine(Message);
        text.Append("    ").AppendLine(line);
        text.Append("    ").Append(indent).Append('^', width);
        if (Suggestion is not null)
        {
            text.AppendLine().Append("    ").Append(Suggestion);
        }

        return text.ToString();
    }
}
