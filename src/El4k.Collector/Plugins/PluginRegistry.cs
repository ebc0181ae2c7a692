namespace El4k.Collector.Plugins;

/// <summary>All plugins that a configuration can name. Filled once at start, then only read.</summary>
/// <example>registry.Inputs.Add&lt;TcpInput, TcpInputOptions&gt;("tcp", defaultCodec: "line", readsStream: true);</example>
public sealed class PluginRegistry
{
    /// <summary>The inputs.</summary>
    public PluginSet<IInput> Inputs { get; } = new(PluginKind.Input);

    /// <summary>The codecs.</summary>
    public PluginSet<ICodec> Codecs { get; } = new(PluginKind.Codec);

    /// <summary>The filters.</summary>
    public PluginSet<IFilter> Filters { get; } = new(PluginKind.Filter);

    /// <summary>The outputs.</summary>
    public PluginSet<IOutput> Outputs { get; } = new(PluginKind.Output);
}
