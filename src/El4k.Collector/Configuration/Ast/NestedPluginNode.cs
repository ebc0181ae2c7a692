namespace El4k.Collector.Configuration.Ast;

/// <summary>A plugin as a value: <c>codec => json { … }</c>.</summary>
internal sealed record NestedPluginNode(PluginNode Plugin) : ValueNode(Plugin.Span)
{
    public override string Description => "a plugin";
}
