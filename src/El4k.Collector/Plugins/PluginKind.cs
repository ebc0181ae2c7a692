namespace El4k.Collector.Plugins;

/// <summary>The kinds of plugins.</summary>
public enum PluginKind
{
    /// <summary>A source of events.</summary>
    Input,

    /// <summary>Between bytes and events.</summary>
    Codec,

    /// <summary>Changes events.</summary>
    Filter,

    /// <summary>A target of events.</summary>
    Output,
}
