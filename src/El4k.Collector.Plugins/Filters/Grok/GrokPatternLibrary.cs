using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Plugins.Filters.Grok;

/// <summary>Named patterns: the built-in ones and those a configuration adds. Immutable; a later definition of a name replaces an earlier one.</summary>
internal sealed class GrokPatternLibrary
{
    private const string ResourcePrefix = "grok/";

    private static readonly Lazy<GrokPatternLibrary> LazyBuiltIn = new(LoadBuiltIn);

    private readonly ImmutableDictionary<string, string> _definitions;

    private GrokPatternLibrary(ImmutableDictionary<string, string> definitions) => _definitions = definitions;

    /// <summary>The patterns that come with the program, under the names Logstash uses.</summary>
    public static GrokPatternLibrary BuiltIn => LazyBuiltIn.Value;

    public IEnumerable<string> Names => _definitions.Keys;

    public bool TryGet(string name, [MaybeNullWhen(false)] out string definition) => _definitions.TryGetValue(name, out definition);

    public GrokPatternLibrary With(IEnumerable<KeyValuePair<string, string>> definitions) => new(_definitions.SetItems(definitions));

    private static GrokPatternLibrary LoadBuiltIn()
    {
        var assembly = typeof(GrokPatternLibrary).Assembly;
        var builder = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            builder.AddRange(PatternFile.Read(reader, resource));
        }

        return new GrokPatternLibrary(builder.ToImmutable());
    }
}
