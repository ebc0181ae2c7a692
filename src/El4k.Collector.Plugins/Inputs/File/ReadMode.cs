using System.IO.Compression;
using El4k.Collector.Plugins.Files;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Reads files that are complete, each to its end, and then does with them what is asked for. Used by one thread.</summary>
internal sealed class ReadMode(FileInputOptions options, WatchedFiles files, FileReader reader, FileStart start, PluginLog log) : IFileMode
{
    private readonly Dictionary<FileIdentity, FileStatus> _damaged = [];

    /// <inheritdoc/>
    public async Task<bool> LookAsync(WatchedFile file, CancellationToken stop)
    {
        var isOwn = FileStatus.TryRead(file.Path, out var status) && status.Identity == file.Identity;
        if (file.Completing is { IsCompleted: false })
        {
            return false;
        }

        if (isOwn)
        {
            file.IsIgnored &= status.Written <= file.Status.Written;
            file.Status = file.IsIgnored ? file.Status : status;
        }
        else if (!file.IsOpen)
        {
            files.Remove(file);
            return false;
        }

        if (!file.IsOpen && (file.IsIgnored || !IsToRead(file) || !Open(file)))
        {
            return false;
        }

        return await ReadAsync(file, stop).ConfigureAwait(false);
    }

    private bool IsToRead(WatchedFile file)
    {
        if (_damaged.TryGetValue(file.Identity, out var then) && then == file.Status)
        {
            return false;
        }

        if (file.Order!.IsBroken)
        {
            start.AtDelivered(file);
        }

        return file.Status.Length != file.Offset;
    }

    private bool Open(WatchedFile file)
    {
        if ((options.CheckArchiveValidity && file.IsPacked && !IsValid(file)) || !files.MakeRoom() || !file.TryOpen())
        {
            return false;
        }

        // A packed file has no way into its middle; other content under the same inode is read from its beginning.
        if (file.IsPacked || file.Status.Length < file.Offset || !file.HasSameHead())
        {
            start.Anew(file);
        }
        else
        {
            start.At(file, file.Offset, file.Head);
        }

        return true;
    }

    private async Task<bool> ReadAsync(WatchedFile file, CancellationToken stop)
    {
        try
        {
            if (!await reader.ReadAsync(file, stop).ConfigureAwait(false))
            {
                return !stop.IsCancellationRequested;
            }

            if (file.IsPacked)
            {
                file.EndPacked();
            }

            await reader.FlushAsync(file, file.Offset).ConfigureAwait(false);
            _damaged.Remove(file.Identity);
            file.Close();
            file.Order!.Close();
            file.Completing = CompleteAsync(file, file.Offset, file.Order);
        }
        catch (InvalidDataException damage)
        {
            file.Close();
            file.Order!.Close();
            NoteDamage(file, "what comes before the damage is taken", damage);
        }

        return false;
    }

    private bool IsValid(WatchedFile file)
    {
        try
        {
            using var packed = System.IO.File.Open(file.Path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete });
            using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            unpacked.CopyTo(Stream.Null);
            return true;
        }
        catch (InvalidDataException damage)
        {
            NoteDamage(file, "none of its lines is taken (check_archive_validity)", damage);
            return false;
        }
    }

    // Tried again and again, what precedes the damage would come out each time.
    private void NoteDamage(WatchedFile file, string consequence, InvalidDataException damage)
    {
        _damaged[file.Identity] = file.Status;
        log.Error($"The packed file {file.Path} is damaged or not yet whole: {consequence}. It is read again, from its beginning, when it changes.", damage);
    }

    private async Task CompleteAsync(WatchedFile file, long end, DeliveryOrder order)
    {
        if (!await order.Ended.ConfigureAwait(false))
        {
            return;
        }

        try
        {
            if (options.FileCompletedAction is FileCompletedAction.Log or FileCompletedAction.LogAndDelete)
            {
                await System.IO.File.AppendAllTextAsync(options.FileCompletedLogPath!, file.Path + "\n").ConfigureAwait(false);
            }

            // A file that has grown since is not complete, and another one in its place has not been read.
            if (options.FileCompletedAction is FileCompletedAction.Delete or FileCompletedAction.LogAndDelete
                && FileStatus.TryRead(file.Path, out var status) && status.Identity == file.Identity && status.Length == end)
            {
                System.IO.File.Delete(file.Path);
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            log.Error($"The file {file.Path} has been read, but what file_completed_action asks for failed.", cause);
        }
    }
}
