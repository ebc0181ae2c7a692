namespace El4k.Collector.Plugins;

/// <summary>One plugin that a configuration can name.</summary>
public sealed record PluginRegistration
{
    /// <summary>The name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The kind.</summary>
    public required PluginKind Kind { get; init; }

    /// <summary>The type of the plugin.</summary>
    public required Type PluginType { get; init; }

    /// <summary>The type of its options record.</summary>
    public required Type OptionsType { get; init; }

    /// <summary>Builds the plugin from its bound options.</summary>
    public required Func<object, PluginContext, object> Create { get; init; }

    /// <summary>For inputs and outputs: the codec when the configuration names none.</summary>
    public string? DefaultCodec { get; init; }

    /// <summary>For inputs: whether they read a stream without frames, so that a codec for whole texts is replaced by its line-oriented twin.</summary>
    public bool ReadsStream { get; init; }

    /// <summary>For codecs: the line-oriented twin that takes this codec's place on a stream.</summary>
    public string? StreamTwin { get; init; }
}
