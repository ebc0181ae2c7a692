using System.Security.Cryptography;
using System.Text;
using El4k.Collector.Configuration;

namespace El4k.Server.Collecting;

/// <summary>Where a pipeline's configuration comes from: the built-in text, a file, or a setting.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Load">Reads and compiles it.</param>
/// <param name="IsBuiltIn">The ports are then those of the program's own options.</param>
/// <param name="Version">Changes when the configuration may have changed.</param>
internal sealed record PipelineSource(string Name, Func<ConfigurationContext, ConfigurationResult> Load, Func<string> Version, bool IsBuiltIn = false)
{
    private const string Resource = "El4k.Server.Pipelines.default.conf";

    public static PipelineSource BuiltIn { get; } = new("the built-in pipeline", context => CollectorConfiguration.LoadText(BuiltInText(), "default.conf", context), () => "", IsBuiltIn: true);

    public static PipelineSource File(string path) => new(path, context => CollectorConfiguration.LoadFile(path, context), () => VersionOf(path));

    /// <summary>A text of the command line or of <c>pipelines.yml</c>: as in Logstash it reads stdin and prints to stdout where it names no input or output.</summary>
    public static PipelineSource Text(string text, string name) => new(name, context =>
    {
        var written = CollectorConfiguration.LoadText(text, name, context);
        if (written.Definition is not { } definition || (definition.HasInputs && definition.HasOutputs))
        {
            return written;
        }

        var missing = (definition.HasInputs ? "" : "input { stdin {} } ") + (definition.HasOutputs ? "" : "output { stdout {} }");
        return CollectorConfiguration.Load([new SourceText(name, text), new SourceText("defaults of " + name, missing)], context);
    }, () => "");

    // Of a folder that is being written a part may be missing for a moment; it is looked at again then.
    private static string VersionOf(string path)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var file in CollectorConfiguration.FilesOf(path))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(file + "\n"));
                hash.AppendData(System.IO.File.ReadAllBytes(file));
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static string BuiltInText()
    {
        using var stream = typeof(PipelineSource).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
