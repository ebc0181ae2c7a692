using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Plugins.Patterns;

/// <summary>Named grok patterns: the built-in ones and those a configuration adds. Immutable; a later definition of a name replaces an earlier one.</summary>
/// <remarks>Every plugin that takes grok patterns (filter <c>grok</c>, codec <c>multiline</c>, input <c>syslog</c>) looks its names up here.</remarks>
internal sealed class PatternLibrary
{
    private const string ResourcePrefix = "patterns/legacy/";

    private static readonly Lazy<PatternLibrary> LazyBuiltIn = new(LoadBuiltIn);

    private readonly ImmutableDictionary<string, string> _definitions;

    private PatternLibrary(ImmutableDictionary<string, string> definitions) => _definitions = definitions;

    /// <summary>The patterns that come with the program, under the names Logstash uses.</summary>
    public static PatternLibrary BuiltIn => LazyBuiltIn.Value;

    public IEnumerable<string> Names => _definitions.Keys;

    public bool TryGet(string name, [MaybeNullWhen(false)] out string definition) => _definitions.TryGetValue(name, out definition);

    public PatternLibrary With(IEnumerable<KeyValuePair<string, string>> definitions) => new(_definitions.SetItems(definitions));

    /// <summary>Adds the pattern files of folders, in the order given: what the option <c>patterns_dir</c> of plugins names.</summary>
    /// <param name="paths">Folders, or single files.</param>
    /// <param name="glob">Which files of a folder are read.</param>
    /// <exception cref="PluginOptionException">A file or folder cannot be read, or a line of it is no definition.</exception>
    public PatternLibrary WithFiles(IEnumerable<string> paths, string glob)
    {
        var library = this;
        foreach (var path in paths)
        {
            try
            {
                library = library.With(PatternFile.ReadAll(path, glob));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or FormatException)
            {
                throw new PluginOptionException("patterns_dir", unreadable.Message);
            }
        }

        return library;
    }

    private static PatternLibrary LoadBuiltIn()
    {
        var assembly = typeof(PatternLibrary).Assembly;
        var builder = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            builder.AddRange(PatternFile.Read(reader, resource));
        }

        return new PatternLibrary(builder.ToImmutable());
    }
}
