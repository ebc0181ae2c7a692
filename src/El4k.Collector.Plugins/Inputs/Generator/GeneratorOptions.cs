namespace El4k.Collector.Plugins.Inputs.Generator;

/// <summary>The options of the input <c>generator</c>.</summary>
internal sealed record GeneratorOptions
{
    /// <summary>The text of each event, read by the codec.</summary>
    [Option("message")]
    public string Message { get; init; } = "Hello world!";

    /// <summary>Texts that are given out in turn, in place of the message.</summary>
    /// <example>lines => ["first", "second"]</example>
    [Option("lines")]
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>How often the message, or all the lines, are given out; 0 is without end.</summary>
    [Option("count")]
    public long Count { get; init; }

    /// <summary>How many loops give out events at the same time, each its own count of them.</summary>
    [Option("threads")]
    public int Threads { get; init; } = 1;
}
