namespace El4k.Collector.Queue;

/// <summary>A file of dead letters that this process has to itself, to replay or to drop it. A collector that runs writes to another file meanwhile.</summary>
public sealed class DeadLetterClaim : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly string _path;
    private readonly string _folder;
    private readonly int _number;
    private FileStream? _rest;

    private DeadLetterClaim(FileStream file, string path, string folder, int number, IReadOnlyList<(DeadLetter, DeadLetterPosition)> letters)
    {
        _file = file;
        _path = path;
        _folder = folder;
        _number = number;
        Letters = letters;
    }

    /// <summary>The letters that are left in the file, each with the place behind it.</summary>
    public IReadOnlyList<(DeadLetter Letter, DeadLetterPosition Next)> Letters { get; }

    /// <summary>Takes a file.</summary>
    /// <returns>Null when another process has it, or it is gone.</returns>
    public static async Task<DeadLetterClaim?> TryTakeAsync(string folder, int number, CancellationToken cancellation = default)
    {
        string path = DeadLetterFile.PathOf(folder, number);
        if (!File.Exists(path) || !DeadLetterFile.TryOpen(path, FileMode.Open, out FileStream? file))
        {
            return null;
        }

        try
        {
            byte[] bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
            return new DeadLetterClaim(file, path, folder, number, DeadLetterReader.Parse(bytes, number, DeadLetterFile.ReadOffset(path, bytes.Length)));
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Notes that all letters before a place are dealt with: a later replay begins there.</summary>
    public void Advance(DeadLetterPosition to) => DeadLetterFile.WriteOffset(_path, to.Offset);

    /// <summary>Writes letters as they are to a file of their own behind the others, so that they stay when this one is removed. They are with the disk when the task ends.</summary>
    public async Task KeepAsync(IEnumerable<DeadLetter> letters, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(letters);
        var lines = new MemoryStream();
        foreach (DeadLetter letter in letters)
        {
            lines.Write(letter.Line.Span);
            lines.WriteByte((byte)'\n');
        }

        if (lines.Length == 0)
        {
            return;
        }

        FileStream rest = _rest ??= OpenRest();
        await rest.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), cancellation).ConfigureAwait(false);
        rest.Flush(flushToDisk: true);
    }

    /// <summary>Removes all letters of the file.</summary>
    public void Remove()
    {
        bool isNewest = DeadLetterFile.All(_folder).All(file => DeadLetterFile.NumberOf(file.Name) <= _number);
        DeadLetterFile.Empty(_file, _path, isNewest);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_rest is not null)
        {
            await _rest.DisposeAsync().ConfigureAwait(false);
        }

        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private FileStream OpenRest()
    {
        int number = DeadLetterFile.All(_folder).Max(file => DeadLetterFile.NumberOf(file.Name));
        FileStream? rest;
        do
        {
            number++;
        }
        while (!DeadLetterFile.TryOpen(DeadLetterFile.PathOf(_folder, number), FileMode.CreateNew, out rest));

        return rest;
    }
}
