namespace El4k.Collector.Configuration.Ast;

/// <summary>A value of an option.</summary>
internal abstract record ValueNode(SourceSpan Span)
{
    /// <summary>What the value is, as messages say it.</summary>
    public abstract string Description { get; }
}
