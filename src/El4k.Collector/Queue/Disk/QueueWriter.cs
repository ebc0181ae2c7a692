using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Queue.Disk;

/// <summary>Writes frames to pages and syncs them. Used by the queue's thread; what is public besides may be read by all.</summary>
/// <param name="waitForRoom">Waits a while for so many bytes of room.</param>
/// <param name="waitAfterFault">Waits after a call that failed; false to give up.</param>
/// <param name="ended">Told how a frame ended.</param>
internal sealed class QueueWriter(
    DiskQueueOptions options, PageList pages, PluginLog log, TimeProvider clock, Func<long, RoomWait> waitForRoom, Func<bool> waitAfterFault, Action<Frame, BatchOutcome> ended)
{
    private readonly List<Frame> _unsynced = [];
    private long _unsyncedBytes;
    private long _lastSync;
    private Page? _page;
    private bool _isFolderUnsynced;
    private long _syncedEnd = pages.End;
    private volatile string? _fault;
    private volatile bool _isWaitingForRoom;

    /// <summary>Why nothing can be written now; null when all is well.</summary>
    public string? Fault => _fault;

    /// <summary>Whether frames wait because the bound is reached.</summary>
    public bool IsWaitingForRoom => _isWaitingForRoom;

    /// <summary>The sequence up to which everything is synced.</summary>
    public long SyncedEnd => Interlocked.Read(ref _syncedEnd);

    /// <summary>Whether something was written since the last sync.</summary>
    public bool HasUnsynced => _unsynced.Count > 0;

    /// <summary>How long the next sync may wait for more frames.</summary>
    public TimeSpan TimeToSync => _lastSync == 0 ? TimeSpan.Zero : options.SyncInterval - clock.GetElapsedTime(_lastSync);

    /// <summary>Whether what was written has waited long enough.</summary>
    public bool IsSyncDue => HasUnsynced && (_unsyncedBytes >= options.SyncBytes || TimeToSync <= TimeSpan.Zero);

    /// <summary>Numbers a frame and writes it, waiting for room and for a disk that takes it.</summary>
    /// <returns>False when the queue gives up; the frame is then not written.</returns>
    public bool TryWrite(Frame frame)
    {
        if (!TryFindRoom(frame) || !TryTurnPage(frame))
        {
            return false;
        }

        frame.Number(pages.End, clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (!AppendAtLast(frame))
        {
            return false;
        }

        _unsynced.Add(frame);
        _unsyncedBytes += frame.Length;
        return true;
    }

    /// <summary>Syncs what was written and tells the frames' owners.</summary>
    /// <returns>False when the queue gives up.</returns>
    public bool TrySync()
    {
        if (!SyncAtLast())
        {
            return false;
        }

        foreach (Frame frame in _unsynced)
        {
            ended(frame, BatchOutcome.Delivered);
        }

        _unsynced.Clear();
        _unsyncedBytes = 0;
        return true;
    }

    /// <summary>The last thing that is done: what could not be synced is abandoned.</summary>
    public void Finish()
    {
        foreach (Frame frame in _unsynced)
        {
            ended(frame, BatchOutcome.Abandoned);
        }

        _unsynced.Clear();
        _page?.Close();
    }

    private bool TryFindRoom(Frame frame)
    {
        while (!pages.HasRoom(frame.Length, options.MaxBytes))
        {
            if (!_isWaitingForRoom)
            {
                // What is acknowledged makes senders patient, so nothing is held back that need not be.
                if (HasUnsynced && !TrySync())
                {
                    return false;
                }

                _isWaitingForRoom = true;
                log.Warning($"The disk queue is full ({options.MaxBytes} bytes): inputs wait until outputs have taken more.");
            }

            switch (waitForRoom(frame.Length))
            {
                case RoomWait.GivenUp:
                    return false;
                case RoomWait.BoundLifted:
                    return true;
            }
        }

        if (_isWaitingForRoom)
        {
            _isWaitingForRoom = false;
            log.Info("The disk queue has room again.");
        }

        return true;
    }

    // A page is whole on disk before the next one is begun.
    private bool TryTurnPage(Frame frame)
    {
        if (_page is not { IsClosed: false } page || page.Length == page.HeaderBytes || page.Length + frame.Length <= options.PageBytes)
        {
            return true;
        }

        if (HasUnsynced && !TrySync())
        {
            return false;
        }

        page.Close();
        return true;
    }

    private bool AppendAtLast(Frame frame)
    {
        while (true)
        {
            try
            {
                Append(frame);
                ClearFault();
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                NoteFault("written", failure);
            }

            if (!waitAfterFault())
            {
                return false;
            }
        }
    }

    private void Append(Frame frame)
    {
        if (_page is null or { IsClosed: true })
        {
            _page = pages.Add(frame.End - frame.Events);
            _isFolderUnsynced = true;
        }

        _page.File.Write(frame.Bytes, _page.Length);
        pages.Extend(_page, _page.Length + frame.Length, frame.End);
        frame.Page = _page;
        frame.After = new LanePosition(frame.End, _page.Number, _page.Length);
    }

    private bool SyncAtLast()
    {
        bool hasCopy = false;
        while (true)
        {
            try
            {
                SyncOnce();
                ClearFault();
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                NoteFault("synced", failure);
            }

            // After a sync that failed nobody knows what of the page is on the disk, and a second sync may claim what is not: the frames are written
            // once more, to a new page. Lanes know them by their sequence. Should that sync fail too, the copy is written over itself,
            // which makes the system write it again: a page for each try would fill the disk while a lane is stuck.
            if (!waitAfterFault())
            {
                return false;
            }

            if (hasCopy)
            {
                if (!RewriteAtLast(_page!))
                {
                    return false;
                }

                continue;
            }

            _page?.Close();
            if (!_unsynced.TrueForAll(AppendAtLast))
            {
                return false;
            }

            hasCopy = _unsynced.Count > 0;
        }
    }

    // The page has all frames that are not synced, and nothing else.
    private bool RewriteAtLast(Page page)
    {
        while (true)
        {
            try
            {
                page.RewriteHeader();
                foreach (Frame frame in _unsynced)
                {
                    page.File.Write(frame.Bytes, frame.After.Offset - frame.Length);
                }

                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                NoteFault("written", failure);
            }

            if (!waitAfterFault())
            {
                return false;
            }
        }
    }

    private void SyncOnce()
    {
        if (_isFolderUnsynced)
        {
            pages.SyncFolder();
        }

        _page?.File.Sync();
        _isFolderUnsynced = false;
        _lastSync = clock.GetTimestamp();
        Interlocked.Exchange(ref _syncedEnd, pages.End);
    }

    private void NoteFault(string what, Exception failure)
    {
        if (_fault is null)
        {
            log.Error($"The disk queue in {options.Folder} cannot be {what}: {failure.Message} Inputs wait, and it is tried again; nothing that was acknowledged is lost.", failure);
        }

        _fault = failure.Message;
    }

    private void ClearFault()
    {
        if (_fault is not null)
        {
            _fault = null;
            log.Info($"The disk queue in {options.Folder} can be written again.");
        }
    }
}
