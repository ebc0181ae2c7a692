namespace El4k.Collector.Plugins;

/// <summary>The option <c>charset</c>, which codecs and filters share.</summary>
internal static class CharsetOption
{
    /// <summary>The name of the option.</summary>
    public const string Name = "charset";

    /// <exception cref="PluginOptionException">The charset is not known or not supported.</exception>
    public static Charset Resolve(string name) =>
        Charset.TryGet(name, out var charset, out var error) ? charset : throw new PluginOptionException(Name, error);
}
