using System.Globalization;
using El4k.Collector.Plugins;

namespace El4k.Collector.Queue.Disk;

/// <summary>Keeps what cannot be read aside, in the folder <c>corrupt</c>, counts it and says so. Safe for all threads.</summary>
internal sealed class DamagedBytes(string folder, QueueStorage storage, PluginLog log)
{
    /// <summary>The bound of the folder; what is over it is logged and counted, not kept.</summary>
    public const long MaxKeptBytes = 256L * 1024 * 1024;

    private const int CopyBytes = 256 * 1024;

    private readonly string _folder = Path.Combine(folder, "corrupt");
    private readonly HashSet<(long Page, long Offset)> _seen = [];
    private readonly Lock _gate = new();
    private long _frames;
    private long _kept;

    /// <summary>Where it is kept.</summary>
    public string Folder => _folder;

    /// <summary>Damaged places since the start.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Notes bytes of a page that cannot be read; each place once, whichever lane comes across it.</summary>
    /// <param name="page">The page's number.</param>
    /// <param name="file">The page's file.</param>
    /// <param name="offset">Where the bytes begin.</param>
    /// <param name="length">How many they are.</param>
    /// <param name="what">What is wrong with them, for the log.</param>
    public void Note(long page, QueueFile file, long offset, long length, string what)
    {
        lock (_gate)
        {
            if (!_seen.Add((page, offset)))
            {
                return;
            }

            _frames++;
            string where = $"{PageHeader.FileName(page)} at byte {offset}";
            string kept = TryKeep(page, file, offset, length, out string? path) ? $"They are kept in {path}." : "They could not be kept.";
            log.Error($"The disk queue is damaged: {length} bytes of {where} are {what}; the events in them are not delivered. {kept}");
        }
    }

    /// <summary>Moves a whole file aside.</summary>
    /// <param name="path">The file.</param>
    /// <param name="why">What is wrong with it, for the log.</param>
    /// <returns>Whether it was moved.</returns>
    public bool SetAside(string path, string why)
    {
        lock (_gate)
        {
            _frames++;
            try
            {
                storage.CreateFolder(_folder);
                string aside = Path.Combine(_folder, Path.GetFileName(path));
                storage.Move(path, aside);
                log.Error($"The disk queue: {Path.GetFileName(path)} {why}; it was moved to {aside}, and the events in it are not delivered.");
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                log.Error($"The disk queue: {Path.GetFileName(path)} {why}, and it could not be moved aside; the events in it are not delivered.", failure);
                return false;
            }
        }
    }

    private bool TryKeep(long page, QueueFile file, long offset, long length, out string? path)
    {
        path = null;
        if (_kept + length > MaxKeptBytes)
        {
            return false;
        }

        try
        {
            storage.CreateFolder(_folder);
            path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(PageHeader.FileName(page))}-at-{offset}.bytes"));
            storage.Delete(path);
            using QueueFile copy = storage.Create(path);
            byte[] buffer = new byte[Math.Min(CopyBytes, length)];
            for (long done = 0; done < length;)
            {
                int read = file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done)), offset + done);
                if (read == 0)
                {
                    break;
                }

                copy.Write(buffer.AsSpan(0, read), done);
                done += read;
            }

            copy.Sync();
            _kept += length;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.Warning("Damaged bytes of the disk queue could not be kept aside.", failure);
            return false;
        }
    }
}
