using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Split;

/// <summary>The options of <c>split</c>.</summary>
internal sealed record SplitOptions
{
    /// <summary>The field whose list or text is taken apart.</summary>
    /// <example>field => "[records]"</example>
    [Option("field")]
    public FieldReference Field { get; init; } = FieldReference.Message;

    /// <summary>What divides the parts of a text; one blank stands for any run of blanks. A list needs none.</summary>
    /// <example>terminator => ";"</example>
    [Option("terminator")]
    public string Terminator { get; init; } = "\n";

    /// <summary>The field that gets the part; none is the field itself.</summary>
    /// <example>target => "record"</example>
    [Option("target")]
    public FieldReference? Target { get; init; }
}
