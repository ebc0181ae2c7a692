using El4k.Collector.Configuration.Ast;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>The options that every input has.</summary>
internal sealed record SharedInputOptions : SharedPluginOptions
{
    /// <summary>Set as field <c>type</c> where an event has none.</summary>
    [Option("type")]
    public string? Type { get; init; }

    /// <summary>Tags for every event.</summary>
    [Option("tags")]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Fields for every event.</summary>
    [Option("add_field")]
    public OptionMap<StringFormat, IReadOnlyList<StringFormat>> AddField { get; init; } = new();

    /// <summary>The codec: a name, or a plugin with options.</summary>
    [Option("codec")]
    public ValueNode? Codec { get; init; }
}
