namespace El4k.Collector.Plugins;

/// <summary>The option <c>charset</c>, which codecs and filters share.</summary>
internal static class CharsetOption
{
    /// <summary>The name of the option.</summary>
    public const string Name = "charset";

    /// <summary>The charset of texts that are whole, such as datagrams.</summary>
    /// <exception cref="PluginOptionException">The charset is not known.</exception>
    public static Charset ResolveWhole(string name) =>
        Charset.TryGet(name, out var charset, out var error) ? charset : throw new PluginOptionException(Name, error);

    /// <summary>The charset of text that is cut before it is read, such as a stream of lines.</summary>
    /// <exception cref="PluginOptionException">The charset is not known, or its line ends are not those of ASCII.</exception>
    public static Charset Resolve(string name) => ResolveWhole(name) is { IsAsciiCompatible: true } charset
        ? charset
        : throw new PluginOptionException(Name, $"the charset \"{name}\" is not supported for a stream of lines: its line breaks and brackets are not those of ASCII; send UTF-8, or whole texts to the codec plain or json");
}
