namespace El4k.Collector.Plugins;

/// <summary>A plugin's constructor refuses an option's value; the configuration is reported as wrong at that option.</summary>
public sealed class PluginOptionException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="option">The option's name in the configuration.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public PluginOptionException(string option, string message)
        : base(message)
    {
        Option = option;
    }

    /// <summary>The option's name in the configuration.</summary>
    public string Option { get; }
}
