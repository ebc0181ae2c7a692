using El4k.Collector.Plugins.Files;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Follows files that grow: to their new end, through renaming, and after they were emptied. Used by one thread.</summary>
/// <remarks>
/// A file is known by its identity. One that is renamed or deleted stays open until nothing has come for <see cref="LeaveAfter"/>, so that what its program still
/// writes to it is read; the new file at its path is another one, read from its beginning.
/// </remarks>
internal sealed class TailMode(WatchedFiles files, FileReader reader, FileTimes times, TimeProvider time, FileStart start, Action rediscover) : IFileMode
{
    /// <summary>How long a file that left its path must be silent before it is left: programs keep writing to a rotated file for a moment.</summary>
    public static readonly TimeSpan LeaveAfter = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<bool> LookAsync(WatchedFile file, CancellationToken stop)
    {
        var isThere = FileStatus.TryRead(file.Path, out var status);
        var isOwn = isThere && status.Identity == file.Identity;
        if (isThere && !isOwn && !files.Contains(status.Identity) && files.Fits(file.Path))
        {
            rediscover();
        }

        if (!isOwn && !file.IsOpen && WatchedFiles.FindRenamed(file.Identity, file.Path) is { } renamed)
        {
            file.MoveTo(renamed);
            isOwn = FileStatus.TryRead(renamed, out status) && status.Identity == file.Identity;
        }

        if (isOwn)
        {
            file.IsIgnored &= status.Written <= file.Status.Written;
            file.Status = file.IsIgnored ? file.Status : status;
        }
        else if (!file.IsOpen)
        {
            await LeaveAsync(file).ConfigureAwait(false);
            return false;
        }

        if (file.IsIgnored)
        {
            return false;
        }

        if (file.Order!.IsBroken)
        {
            start.AtDelivered(file);
        }

        // Open, a file that is renamed is read to its end; only one that has been silent for long is closed.
        if (!file.IsOpen && time.GetElapsedTime(file.LastRead) < times.CloseOlder && !TryOpen(file))
        {
            return false;
        }

        var length = file.Length;
        if (length < file.Offset)
        {
            await BeginAnewAsync(file).ConfigureAwait(false);
        }

        // Emptied and filled to just where it was: only the time of the last write tells.
        if (length > file.Offset || file.Status.Written != file.ReadAsWritten)
        {
            file.ReadAsWritten = file.Status.Written;
            return await ReadAsync(file, stop).ConfigureAwait(false);
        }

        await RestAsync(file, isOwn).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> ReadAsync(WatchedFile file, CancellationToken stop)
    {
        if (!file.IsOpen && !TryOpen(file))
        {
            return false;
        }

        if (!file.HasSameHead())
        {
            await BeginAnewAsync(file).ConfigureAwait(false);
        }

        var before = file.Offset;
        var isAtEnd = await reader.ReadAsync(file, stop).ConfigureAwait(false);
        file.LastRead = file.Offset == before ? file.LastRead : time.GetTimestamp();
        return !isAtEnd;
    }

    /// <summary>The file was emptied, or its inode has gone to another one: what is there now is new.</summary>
    private async Task BeginAnewAsync(WatchedFile file)
    {
        // The beginning of a line whose end will never come is better kept than lost.
        await reader.FlushAsync(file, file.Offset).ConfigureAwait(false);
        start.Anew(file);
    }

    private bool TryOpen(WatchedFile file) => files.MakeRoom() && file.TryOpen();

    private async Task RestAsync(WatchedFile file, bool isOwn)
    {
        var silent = time.GetElapsedTime(file.LastRead);
        if (file.Codec!.UnfinishedBytes > 0 && file.Codec.IdleFlush is { } wait && silent >= wait)
        {
            await reader.FlushAsync(file, file.Offset).ConfigureAwait(false);
        }

        if (!isOwn && silent >= LeaveAfter)
        {
            await LeaveAsync(file).ConfigureAwait(false);
        }
        else if (isOwn && silent >= times.CloseOlder)
        {
            if (files.Fits(file.Path))
            {
                file.Close();
            }
            else
            {
                await LeaveAsync(file).ConfigureAwait(false);
            }
        }
    }

    private async Task LeaveAsync(WatchedFile file)
    {
        if (file.Codec!.UnfinishedBytes > 0)
        {
            await reader.FlushAsync(file, file.Offset).ConfigureAwait(false);
        }

        files.Remove(file);
    }
}
