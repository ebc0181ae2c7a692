using El4k.Collector.Plugins;

namespace El4k.Collector.Queue.Disk;

/// <summary>Finds the pages that an earlier process left, cuts a torn tail, and puts aside what is no page of ours or cannot be read.</summary>
/// <param name="pause">Waits a while after a read that failed.</param>
internal sealed class PageRecovery(string folder, QueueStorage storage, DamagedBytes damaged, PluginLog log, Action pause)
{
    // For all pages together, so that a disk that is gone holds the start for a bounded time.
    private const int Retries = 10;

    // Enough for the header of a page but with hundreds of outputs: what cannot be read behind it is no reason to put the page aside.
    private const int UsualHeaderBytes = 4096;

    private int _retriesLeft = Retries;

    /// <summary>The highest number of a page's file, whatever is in it; new pages get higher ones.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Whether there is a page whose events are not known.</summary>
    public bool HasUnread { get; private set; }

    /// <summary>The pages in their order, closed.</summary>
    /// <exception cref="IOException">The folder cannot be read, or a page can be neither read nor put aside.</exception>
    public List<Page> Recover()
    {
        var pages = new List<Page>();

        // A number is not used again for as long as a page of that number is kept aside.
        foreach (string path in storage.Files(damaged.Folder))
        {
            LastNumber = Math.Max(LastNumber, PageHeader.NumberOf(path) ?? 0);
        }

        foreach (string path in storage.Files(folder).Order(StringComparer.Ordinal))
        {
            if (PageHeader.NumberOf(path) is not { } number)
            {
                if (Path.GetFileName(path) is not (CursorFile.Name or DiskQueue.LockName))
                {
                    log.Warning($"The disk queue's folder has a file that is not the queue's: {path}. It is left alone.");
                }

                continue;
            }

            LastNumber = Math.Max(LastNumber, number);
            Page? page = null;
            if (TryRead(path, () => page = TryOpen(path, number)) && page is not null)
            {
                pages.Add(page);
            }
        }

        for (int i = pages.Count - 1; i >= 0; i--)
        {
            Page? next = i + 1 < pages.Count ? pages[i + 1] : null;
            if (!TryRead(pages[i].Path, () => Finish(pages[i], next)))
            {
                pages[i].File.Dispose();
                pages.RemoveAt(i);
            }
        }

        return pages;
    }

    // False when the file cannot be read, also after a while, and was moved aside: in the folder it would lie behind the cursors at the next start, and be deleted unread.
    private bool TryRead(string path, Action read)
    {
        while (true)
        {
            try
            {
                read();
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                if (_retriesLeft-- > 0)
                {
                    log.Warning($"The disk queue: {path} cannot be read: {failure.Message} It is tried again.");
                    pause();
                    continue;
                }

                HasUnread = true;
                return damaged.SetAside(path, $"cannot be read ({failure.Message})")
                    ? false
                    : throw new IOException($"{path} can be neither read nor moved to {damaged.Folder}: {failure.Message}", failure);
            }
        }
    }

    private Page? TryOpen(string path, long number)
    {
        QueueFile file = storage.Open(path);
        bool isKept = false;
        try
        {
            long length = file.Length;
            if (length == 0)
            {
                log.Info($"The disk queue: {path} is empty, as the process ended while it made it; it is deleted.");
                file.Dispose();
                storage.Delete(path);
                return null;
            }

            byte[] start = new byte[Math.Min(length, UsualHeaderBytes)];
            int read = file.Read(start, 0);
            if (PageHeader.Read(start.AsSpan(0, read), out int headerBytes) is not { } header)
            {
                start = new byte[Math.Min(length, PageHeader.MaxBytes)];
                read = file.Read(start, 0);
                header = PageHeader.Read(start.AsSpan(0, read), out headerBytes);
            }

            if (header is not null && header.Number == number)
            {
                isKept = true;
                return new Page(header, headerBytes, path, file);
            }

            HasUnread = true;
            uint? version = PageHeader.VersionOf(start.AsSpan(0, read));
            damaged.SetAside(path, version is > PageHeader.Version
                ? $"was written by a later version of this program (format {version}, this one reads {PageHeader.Version})"
                : "has no valid header");
            return null;
        }
        finally
        {
            if (!isKept)
            {
                file.Dispose();
            }
        }
    }

    // The last page may end in the middle of a frame; the others were ended by the process that wrote them, and lanes check what they read.
    private void Finish(Page page, Page? next)
    {
        long length = page.File.Length;
        if (next is not null)
        {
            page.Extend(length, Math.Max(page.First, next.First));
            page.Close();
            return;
        }

        (long tail, long end) = FindTail(page, length);
        page.Extend(tail, end);
        page.Close();
        if (tail < length)
        {
            CutTail(page, tail, length);
        }
    }

    // Where the last whole frame ends, and the sequence after it. Damage before it is left for the lanes to find.
    private static (long Tail, long End) FindTail(Page page, long length)
    {
        (long tail, long end) = (page.HeaderBytes, page.First);
        byte[] buffer = new byte[FrameHeader.Bytes];
        for (long at = page.HeaderBytes; at + FrameHeader.Bytes <= length;)
        {
            page.File.Read(buffer, at);
            if (FrameHeader.TryRead(buffer, out FrameHeader header)
                && at + FrameHeader.Bytes + header.BodyLength <= length
                && (at + FrameHeader.Bytes + header.BodyLength < length || HasRightChecksum(page.File, at, header)))
            {
                at += FrameHeader.Bytes + header.BodyLength;
                (tail, end) = (at, Math.Max(end, header.End));
                continue;
            }

            long found = FrameSearch.Find(page.File, at + 1, length);
            if (found == length)
            {
                break;
            }

            at = found;
        }

        return (tail, end);
    }

    private static bool HasRightChecksum(QueueFile file, long at, in FrameHeader header)
    {
        byte[] body = new byte[header.BodyLength];
        return file.Read(body, at + FrameHeader.Bytes) == body.Length && Crc32C.Of(body) == header.BodyChecksum;
    }

    private void CutTail(Page page, long tail, long length)
    {
        byte[] start = new byte[FrameHeader.Bytes];
        int read = page.File.Read(start, tail);
        bool isTorn = read < FrameHeader.Bytes
            || (FrameHeader.TryRead(start, out FrameHeader header) && tail + FrameHeader.Bytes + header.BodyLength > length);
        if (!isTorn)
        {
            // All of it is there and still it is wrong: that may have been acknowledged.
            damaged.Note(page.Number, page.File, tail, length - tail, "no valid frame");
        }

        try
        {
            page.File.Truncate(tail);
            page.File.Sync();
            log.Warning($"The disk queue: {length - tail} bytes at the end of {page.Path} were cut off; the process ended while it wrote them, before they were acknowledged.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Nobody reads beyond the tail, and the next start tries again.
            log.Warning($"The disk queue: {length - tail} bytes at the end of {page.Path} could not be cut off.", failure);
        }
    }
}
