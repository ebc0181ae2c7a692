using El4k.Collector.Expressions;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>The options that every filter has; they run, in this order, for events that the filter matched.</summary>
[IgnoredOptions("periodic_flush")]
internal sealed record SharedFilterOptions : SharedPluginOptions
{
    /// <summary>Fields to add; one that exists becomes a list.</summary>
    [Option("add_field")]
    public OptionMap<StringFormat, IReadOnlyList<StringFormat>> AddField { get; init; } = new();

    /// <summary>Fields to remove.</summary>
    [Option("remove_field")]
    public IReadOnlyList<StringFormat> RemoveField { get; init; } = [];

    /// <summary>Tags to add.</summary>
    [Option("add_tag")]
    public IReadOnlyList<StringFormat> AddTag { get; init; } = [];

    /// <summary>Tags to remove.</summary>
    [Option("remove_tag")]
    public IReadOnlyList<StringFormat> RemoveTag { get; init; } = [];
}
