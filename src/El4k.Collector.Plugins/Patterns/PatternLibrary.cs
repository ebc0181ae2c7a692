using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Plugins.Patterns;

/// <summary>Named grok patterns: the built-in ones and those a configuration adds. Immutable; a later definition of a name replaces an earlier one.</summary>
/// <remarks>Every plugin that takes grok patterns (filter <c>grok</c>, codec <c>multiline</c>, input <c>syslog</c>) looks its names up here.</remarks>
internal sealed class PatternLibrary
{
    private static readonly Lazy<PatternLibrary> LazyBuiltIn = new(() => new PatternLibrary(ReadSet("patterns/legacy/")));

    // What captures nothing is the same in both sets, so that of ECS holds only what differs.
    private static readonly Lazy<PatternLibrary> LazyEcs = new(() => BuiltIn.With(ReadSet("patterns/ecs/")));

    private readonly ImmutableDictionary<string, string> _definitions;

    private PatternLibrary(ImmutableDictionary<string, string> definitions) => _definitions = definitions;

    /// <summary>The patterns that come with the program, under the names Logstash uses, with the field names of Logstash 7.</summary>
    public static PatternLibrary BuiltIn => LazyBuiltIn.Value;

    /// <summary>The same with the field names of the Elastic Common Schema, and some patterns more.</summary>
    public static PatternLibrary Ecs => LazyEcs.Value;

    public IEnumerable<string> Names => _definitions.Keys;

    /// <summary>The set that goes with an <c>ecs_compatibility</c>.</summary>
    public static PatternLibrary For(EcsCompatibility compatibility) => compatibility == EcsCompatibility.Disabled ? BuiltIn : Ecs;

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

    private static ImmutableDictionary<string, string> ReadSet(string prefix)
    {
        var assembly = typeof(PatternLibrary).Assembly;
        var builder = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            builder.AddRange(PatternFile.Read(reader, resource));
        }

        return builder.ToImmutable();
    }
}
