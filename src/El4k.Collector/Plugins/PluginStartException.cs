namespace El4k.Collector.Plugins;

/// <summary>A plugin cannot start: a taken port, a file that is not there. The message names the option and says what to do instead.</summary>
public sealed class PluginStartException : Exception
{
    /// <summary>Makes the exception.</summary>
    public PluginStartException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
