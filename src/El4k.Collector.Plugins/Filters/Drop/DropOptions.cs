namespace El4k.Collector.Plugins.Filters.Drop;

/// <summary>The options of <c>drop</c>.</summary>
internal sealed record DropOptions
{
    /// <summary>How many of a hundred events are dropped, chosen at random; 100 drops every event.</summary>
    /// <example>percentage => 40</example>
    [Option("percentage")]
    public double Percentage { get; init; } = 100;
}
