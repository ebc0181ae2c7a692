namespace El4k.Collector.Configuration;

/// <summary>A place in a configuration file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Start">The first character.</param>
/// <param name="End">The character after the last one.</param>
public readonly record struct SourceSpan(SourceText Source, int Start, int End)
{
    /// <summary>The line, from 1.</summary>
    public int Line => Source.LineOf(Start);

    /// <summary>The column, from 1.</summary>
    public int Column => Source.ColumnOf(Start);

    /// <summary>The text in this place.</summary>
    public string Text => Source.Text[Start..End];

    /// <summary>From the start of this place to the end of another.</summary>
    public SourceSpan To(SourceSpan end) => this with { End = end.End };

    /// <inheritdoc/>
    public override string ToString() => $"{Source.Name}:{Line}:{Column}";
}
