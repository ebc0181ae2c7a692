using System.Text;

namespace El4k.Collector.Configuration;

/// <summary>Something to say about a place in a configuration.</summary>
/// <param name="IsError">Whether the configuration cannot be used; else it is a warning.</param>
/// <param name="Span">The place.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
/// <param name="Suggestion">What to write instead; null when there is nothing near.</param>
public sealed record Diagnostic(bool IsError, SourceSpan Span, string Message, string? Suggestion = null)
{
    private const int WidestLine = 160;

    /// <summary>The diagnostic as a person reads it: place and message, the line with a caret, the suggestion.</summary>
    public override string ToString()
    {
        string line = Span.Source.LineText(Span.Line);
        int column = Math.Min(Span.Column - 1, line.Length);
        int width = Math.Clamp(Span.End - Span.Start, 1, Math.Max(1, line.Length - column));
        (line, column) = Excerpt(line, column);
        width = Math.Clamp(width, 1, Math.Max(1, line.Length - column));

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

    /// <summary>Of a very long line the part around the place, with … for what is left out.</summary>
    private static (string Line, int Column) Excerpt(string line, int column)
    {
        if (line.Length <= WidestLine)
        {
            return (line, column);
        }

        int start = Math.Clamp(column - (WidestLine / 2), 0, line.Length - WidestLine);
        string before = start > 0 ? "…" : string.Empty;
        string after = start + WidestLine < line.Length ? "…" : string.Empty;
        return (string.Concat(before, line.AsSpan(start, WidestLine), after), column - start + before.Length);
    }
}
