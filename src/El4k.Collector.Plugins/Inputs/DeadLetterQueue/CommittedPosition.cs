using System.Globalization;
using El4k.Collector.Queue;

namespace El4k.Collector.Plugins.Inputs.DeadLetterQueue;

/// <summary>How far letters were delivered, in a small file that is replaced as a whole.</summary>
/// <param name="path">The file; null when nothing is kept.</param>
internal sealed class CommittedPosition(string? path)
{
    /// <summary>The place to go on from; the beginning when nothing is kept, or what is there cannot be read.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public DeadLetterPosition Load()
    {
        if (path is null || !System.IO.File.Exists(path))
        {
            return default;
        }

        var parts = System.IO.File.ReadAllText(path).Split(' ');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var file)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? new DeadLetterPosition(file, offset)
            : default;
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(DeadLetterPosition position)
    {
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        System.IO.File.WriteAllText(path + ".new", string.Create(CultureInfo.InvariantCulture, $"{position.File} {position.Offset}"));
        System.IO.File.Move(path + ".new", path, overwrite: true);
    }
}
