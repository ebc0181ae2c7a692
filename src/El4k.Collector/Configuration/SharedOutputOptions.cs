using El4k.Collector.Configuration.Ast;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>The options that every output has.</summary>
internal sealed record SharedOutputOptions : SharedPluginOptions
{
    /// <summary>The codec: a name, or a plugin with options.</summary>
    [Option("codec")]
    public ValueNode? Codec { get; init; }
}
