namespace El4k.Collector.Plugins.Filters.Clone;

/// <summary>The options of <c>clone</c>.</summary>
internal sealed record CloneOptions
{
    /// <summary>One copy is made for each of these names; the copy gets the name as its field <c>type</c>, with the Elastic Common Schema as a tag.</summary>
    /// <example>clones => [ "audit", "archive" ]</example>
    [Option("clones", IsRequired = true)]
    public IReadOnlyList<string> Clones { get; init; } = [];
}
