using System.Collections.Concurrent;
using System.Reflection;

namespace El4k.Explorer.Site;

/// <summary>The files of the app that are built into the assembly, read on first use.</summary>
internal sealed class SiteFiles(Assembly assembly, string prefix)
{
    /// <summary>What stands before a file's path in the name of its resource; the project file writes it.</summary>
    public const string Prefix = "site/";

    private readonly HashSet<string> _names = [.. assembly.GetManifestResourceNames()];
    private readonly ConcurrentDictionary<string, SiteFile> _files = new(StringComparer.Ordinal);

    public static SiteFiles BuiltIn { get; } = new(typeof(SiteFiles).Assembly, Prefix);

    /// <param name="path">Relative, with slashes: <c>assets/index-1a2b.js</c>.</param>
    public SiteFile? Find(string path)
    {
        if (_files.TryGetValue(path, out var known))
        {
            return known;
        }

        // Only names of resources are ever opened, so no path can lead elsewhere.
        if (!_names.Contains(prefix + path))
        {
            return null;
        }

        using var stream = assembly.GetManifestResourceStream(prefix + path)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return _files.GetOrAdd(path, SiteFile.Of(path, bytes));
    }
}
