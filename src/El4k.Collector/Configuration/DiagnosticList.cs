namespace El4k.Collector.Configuration;

/// <summary>Collects what the passes over a configuration have to say.</summary>
internal sealed class DiagnosticList
{
    private readonly List<Diagnostic> _all = [];

    /// <summary>Everything, in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> All => [.. _all.OrderBy(d => d.Span.Source.Name, StringComparer.Ordinal).ThenBy(d => d.Span.Start)];

    public bool HasErrors => _all.Exists(d => d.IsError);

    /// <summary>Whether something in this place is wrong.</summary>
    public bool HasErrorIn(SourceSpan span) =>
        _all.Exists(d => d.IsError && d.Span.Source == span.Source && d.Span.Start >= span.Start && d.Span.Start < span.End);

    public void Error(SourceSpan span, string message, string? suggestion = null)
    {
        // One place with two errors is one mistake: the first message is the precise one.
        if (!_all.Exists(d => d.IsError && d.Span.Source == span.Source && d.Span.Start == span.Start))
        {
            _all.Add(new Diagnostic(true, span, message, suggestion));
        }
    }

    public void Warn(SourceSpan span, string message, string? suggestion = null)
    {
        // A place may be compiled in two ways; what is to be said about it is said once.
        var warning = new Diagnostic(false, span, message, suggestion);
        if (!_all.Contains(warning))
        {
            _all.Add(warning);
        }
    }
}
