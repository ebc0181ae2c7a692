namespace El4k.Collector.Queue;

/// <summary>Reads the dead letters of a folder, also while a collector writes there.</summary>
public static class DeadLetterReader
{
    // Whoever has a file to himself has it for a few letters at a time.
    private const int Tries = 250;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The numbers of the files, oldest first.</summary>
    public static IReadOnlyList<int> Files(string folder) => [.. DeadLetterFile.All(folder).Select(file => DeadLetterFile.NumberOf(file.Name))];

    /// <summary>Reads the letters of a file from a place on; a line that is no letter is passed over.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="from">The file, and from where on; letters that are replayed already are passed over.</param>
    /// <param name="clock">For the pauses while another process has the file.</param>
    /// <param name="cancellation">Ends the wait for the file.</param>
    /// <returns>The letters, each with the place behind it; null when another process keeps the file to itself. A file that is gone has none.</returns>
    public static async Task<IReadOnlyList<(DeadLetter Letter, DeadLetterPosition Next)>?> ReadAsync(string folder, DeadLetterPosition from, TimeProvider clock, CancellationToken cancellation = default)
    {
        string path = DeadLetterFile.PathOf(folder, from.File);
        for (int i = 0; i < Tries; i++)
        {
            try
            {
                using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                byte[] bytes = new byte[file.Length];
                int length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
                return Parse(bytes.AsMemory(0, length), from.File, Math.Max(from.Offset, DeadLetterFile.ReadOffset(path, length)));
            }
            catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
            {
                return [];
            }
            catch (IOException)
            {
                await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
            }
        }

        return null;
    }

    internal static IReadOnlyList<(DeadLetter Letter, DeadLetterPosition Next)> Parse(ReadOnlyMemory<byte> bytes, int file, long offset)
    {
        var letters = new List<(DeadLetter, DeadLetterPosition)>();
        int at = (int)Math.Min(offset, bytes.Length);
        while (bytes.Span[at..].IndexOf((byte)'\n') is >= 0 and int length)
        {
            DeadLetter? letter = DeadLetter.Parse(bytes.Slice(at, length));
            at += length + 1;
            if (letter is not null)
            {
                letters.Add((letter, new DeadLetterPosition(file, at)));
            }
        }

        return letters;
    }
}
