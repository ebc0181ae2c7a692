using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace El4k.Collector.Queue;

/// <summary>The files of a folder of dead letters: their names, and how processes share them.</summary>
/// <remarks>
/// Who writes, replays or drops has a file to himself (an advisory lock), for as long as a few letters take. Writers go to the file with the highest number, and only that one may still grow; it is
/// therefore emptied rather than deleted. Next to a file that is being replayed <c>NAME.replayed</c> says how many of its bytes are done.
/// </remarks>
internal static class DeadLetterFile
{
    public const string Pattern = "dead-letters-*.ndjson";

    private const string Prefix = "dead-letters-";

    /// <summary>The files, oldest first.</summary>
    public static IReadOnlyList<FileInfo> All(string folder) => Directory.Exists(folder)
        ? [.. new DirectoryInfo(folder).GetFiles(Pattern).OrderBy(file => NumberOf(file.Name))]
        : [];

    public static string PathOf(string folder, int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D6}.ndjson"));

    public static int NumberOf(string name) =>
        int.TryParse(name.AsSpan(Prefix.Length, Math.Max(0, name.LastIndexOf('.') - Prefix.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>Opens a file for itself alone.</summary>
    /// <returns>False when another process or thread has it.</returns>
    /// <exception cref="IOException">The file cannot be opened for another reason.</exception>
    public static bool TryOpen(string path, FileMode mode, [NotNullWhen(true)] out FileStream? file)
    {
        try
        {
            file = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: true);
            return true;
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException) && File.Exists(path))
        {
            file = null;
            return false;
        }
    }

    /// <summary>How many bytes of the file are replayed already.</summary>
    public static long ReadOffset(string path, long length)
    {
        string mark = MarkOf(path);
        return File.Exists(mark) && long.TryParse(File.ReadAllText(mark), NumberStyles.None, CultureInfo.InvariantCulture, out long offset) && offset <= length ? offset : 0;
    }

    /// <summary>Notes how many bytes of the file are replayed.</summary>
    public static void WriteOffset(string path, long offset)
    {
        string mark = MarkOf(path);
        File.WriteAllText(mark + ".new", offset.ToString(CultureInfo.InvariantCulture));
        File.Move(mark + ".new", mark, overwrite: true);
    }

    /// <summary>Forgets all letters of a file that is held; a file that cannot grow any more goes.</summary>
    public static void Empty(FileStream held, string path, bool isNewest)
    {
        // Emptied first: a process that ends between these steps leaves a file without letters, and a mark that fits none.
        held.SetLength(0);
        File.Delete(MarkOf(path));
        if (!isNewest)
        {
            File.Delete(path);
        }
    }

    private static string MarkOf(string path) => path + ".replayed";
}
