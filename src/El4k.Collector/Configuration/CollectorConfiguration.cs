using System.Text;
using El4k.Collector.Configuration.Ast;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>Loads pipeline configurations in Logstash's language.</summary>
/// <remarks>The passes: parse each file, join the sections in order, then per plugin join repeated options, put variables in, bind options, build. All errors of all files are reported at once.</remarks>
public static class CollectorConfiguration
{
    /// <summary>Loads a configuration from text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name that messages show for it.</param>
    /// <param name="context">What it is loaded with.</param>
    public static ConfigurationResult LoadText(string text, string name, ConfigurationContext context) =>
        Load([new SourceText(name, text)], context);

    /// <summary>Loads a file, all files of a folder, or all files that a pattern such as <c>conf.d/*.conf</c> names, sorted, as one pipeline.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ConfigurationResult LoadFile(string path, ConfigurationContext context)
    {
        var sources = new List<SourceText>();
        var diagnostics = new List<Diagnostic>();
        foreach (string file in FilesOf(path))
        {
            try
            {
                sources.Add(new SourceText(file, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file))));
            }
            catch (DecoderFallbackException)
            {
                diagnostics.Add(new Diagnostic(true, new SourceSpan(new SourceText(file, string.Empty), 0, 0), "The file is not UTF-8.", "Save it as UTF-8."));
            }
        }

        ConfigurationResult result = Load(sources, context);
        return diagnostics.Count == 0 ? result : new ConfigurationResult(null, [.. diagnostics, .. result.Diagnostics]);
    }

    /// <summary>Loads several texts as one pipeline.</summary>
    public static ConfigurationResult Load(IReadOnlyList<SourceText> sources, ConfigurationContext context)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(context);
        var diagnostics = new DiagnosticList();
        var sections = new List<SectionNode>();
        foreach (SourceText source in sources)
        {
            sections.AddRange(ConfigurationParser.Parse(source, diagnostics, context.SupportEscapes, context.FieldEscapes));
        }

        PipelineDefinition definition = new PipelineBuilder(context, diagnostics).Build(sections);
        WarnAboutEnds(sources, sections, diagnostics);
        return new ConfigurationResult(diagnostics.HasErrors ? null : definition, diagnostics.All);
    }

    private static void WarnAboutEnds(IReadOnlyList<SourceText> sources, List<SectionNode> sections, DiagnosticList diagnostics)
    {
        // Such as a file whose mount is not there yet: the end without an error would look like work that is done.
        if (!diagnostics.HasErrors && sections.TrueForAll(section => section.Body.Count == 0))
        {
            diagnostics.Warn(new SourceSpan(sources[0], 0, 0), "There are no plugins: the pipeline ends at once.");
        }

        SectionNode? input = sections.Find(section => section is { Kind: PluginKind.Input, Body.Count: > 0 });
        SectionNode? output = sections.Find(section => section is { Kind: PluginKind.Output, Body.Count: > 0 });
        if (input is not null && output is null)
        {
            diagnostics.Warn(input.Span, "There is no output: what comes in goes nowhere.");
        }

        if (output is not null && input is null)
        {
            diagnostics.Warn(output.Span, "There is no input: the pipeline ends at once.");
        }
    }

    /// <summary>The files that <see cref="LoadFile"/> reads for a path, in their order.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        if (Directory.Exists(path))
        {
            return Sorted(Directory.GetFiles(path)) is { Length: > 0 } files ? files : throw new FileNotFoundException($"There is no configuration file in the folder {path}.", path);
        }

        if (File.Exists(path))
        {
            return [path];
        }

        string folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        string pattern = Path.GetFileName(path);
        IReadOnlyList<string> found = pattern.AsSpan().ContainsAny('*', '?') && Directory.Exists(folder)
            ? Sorted(Directory.GetFiles(folder, pattern))
            : [];
        return found.Count > 0 ? found : throw new FileNotFoundException($"There is no configuration file {path}.", path);
    }

    private static string[] Sorted(string[] files) =>
        [.. files.Where(file => !file.EndsWith('~')).Order(StringComparer.Ordinal)];
}
