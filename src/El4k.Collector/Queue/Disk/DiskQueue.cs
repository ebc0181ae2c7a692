using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Queue.Disk;

/// <summary>The log on disk between the filters and the outputs: frames are appended, synced together, and read by a lane for each output.</summary>
/// <remarks>
/// One thread writes and syncs. Lanes see a frame once it is written; whoever appended it is told once it is synced. A page that all lanes have passed is deleted;
/// while the pages take more than the bound, appended frames wait. A write that fails is tried again until it succeeds or the queue is closed. Safe for all threads.
/// </remarks>
internal sealed class DiskQueue : IDisposable
{
    /// <summary>The file whose lock says that the folder is in use.</summary>
    public const string LockName = "lock";

    // What a page that cannot be read may have had at most: were its sequences given out again and it came back, events would be taken for known ones.
    private const long SequenceGap = 1L << 32;

    private readonly DiskQueueOptions _options;
    private readonly PluginLog _log;
    private readonly Action<Frame, BatchOutcome> _ended;
    private readonly Action<Frame> _appended;
    private readonly IDisposable _folderLock;
    private readonly CursorFile _cursors;
    private readonly QueueWriter _writer;
    private readonly Thread _thread;

    // Under _gate: what waits to be written.
    private readonly object _gate = new();
    private List<Frame> _pending = [];
    private List<Frame> _taken = [];
    private long _pendingEvents;
    private bool _isClosing;
    private bool _isOver;
    private bool _isBoundLifted;
    private bool _givesUp;
    private int _isClosed;

    // Under _positionGate: how far the lanes are.
    private readonly Lock _positionGate = new();
    private readonly LanePosition[] _positions;

    // Outputs that are no lanes, being gone and done with all that pages have for them: kept for as long as such pages are there, or the next start would take them for ones that had nothing.
    private readonly (string Output, LanePosition Position)[] _done;

    private DiskQueue(
        DiskQueueOptions options, QueueStorage storage, PluginLog log, TimeProvider clock, Action<Frame, BatchOutcome> ended, Action<Frame> appended, IDisposable folderLock,
        IReadOnlyList<string> newNames)
    {
        (_options, _log, _ended, _appended, _folderLock) = (options, log, ended, appended, folderLock);
        Damaged = new DamagedBytes(options.Folder, storage, log);
        var recovery = new PageRecovery(options.Folder, storage, Damaged, log, PauseAtStart);
        List<Page> pages = recovery.Recover();
        _cursors = CursorFile.Open(options.Folder, storage, log, out Dictionary<string, LanePosition>? found);
        Outputs = [.. options.Outputs, .. FindRemoved(options.Outputs, pages, found)];

        // A cursor may be beyond the tail when a loss of power took what was written: the next frame begins beyond it, or it would be skipped.
        long written = pages.Count == 0 ? 0 : pages.Max(page => page.End);
        long tail = Math.Max(written, found is null ? 0 : found.Values.Select(position => position.Sequence).DefaultIfEmpty().Max())
            + (recovery.HasUnread ? SequenceGap : 0);
        _positions = [.. Outputs.Select(id => found is not null && found.TryGetValue(id, out LanePosition position) ? position : default)
            .Select(position => position.Sequence >= written ? position with { Sequence = tail } : position)];
        _done = [.. pages.SelectMany(page => page.Outputs).Distinct().Except(Outputs)
            .Where(id => found?.ContainsKey(id) ?? false)
            .Select(id => (id, found![id]))];
        Pages = new PageList(options.Folder, options.Outputs, storage, pages, recovery.LastNumber, tail, newNames, log);
        _writer = new QueueWriter(options, Pages, log, clock, WaitForRoom, WaitAfterFault, ended);
        _thread = new Thread(Run) { IsBackground = true, Name = "el4k-queue" };
        _thread.Start();
    }

    /// <summary>The ids of the lanes: the outputs of the configuration, then those that only pages name, whose events are still to be dealt with.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>The pages, for lanes.</summary>
    public PageList Pages { get; }

    /// <summary>What was damaged.</summary>
    public DamagedBytes Damaged { get; }

    /// <summary>Why nothing can be written now; null when all is well.</summary>
    public string? Fault => _writer.Fault;

    /// <summary>Events that were appended and not written yet.</summary>
    public long PendingEvents => Interlocked.Read(ref _pendingEvents);

    /// <summary>Opens the queue of a folder, which is made when it is not there.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="storage">The files.</param>
    /// <param name="log">Told of everything unusual.</param>
    /// <param name="clock">Dates frames and measures the time between syncs.</param>
    /// <param name="ended">Told, on the queue's thread, that a frame is safe, or that the queue was closed before it was.</param>
    /// <param name="appended">Called, on the queue's thread, with each frame once it can be read, and before its end is told.</param>
    /// <exception cref="QueueStartException">The folder is in use, or cannot be used.</exception>
    public static DiskQueue Open(
        DiskQueueOptions options, QueueStorage storage, PluginLog log, TimeProvider clock, Action<Frame, BatchOutcome> ended, Action<Frame> appended)
    {
        IDisposable? folderLock;
        IReadOnlyList<string> newNames = FoldersAboveNew(options.Folder);
        try
        {
            storage.CreateFolder(options.Folder);
            folderLock = storage.TryLock(Path.Combine(options.Folder, LockName));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new QueueStartException($"The folder of the disk queue, {options.Folder}, cannot be used: {failure.Message} Name another folder (--data), or use queue.type memory.", failure);
        }

        if (folderLock is null)
        {
            throw new QueueStartException($"The disk queue in {options.Folder} is in use by another process: end it, or give this one another folder (--data).");
        }

        try
        {
            return new DiskQueue(options, storage, log, clock, ended, appended, folderLock, newNames);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            folderLock.Dispose();
            throw new QueueStartException($"The disk queue in {options.Folder} cannot be opened: {failure.Message}", failure);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Puts a sealed frame behind all others; returns at once. It is the queue's until its end is told; once the queue has given up, it is abandoned here.</summary>
    public void Append(Frame frame)
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                Interlocked.Add(ref _pendingEvents, frame.Events);
                _pending.Add(frame);
                if (_pending.Count == 1)
                {
                    Monitor.PulseAll(_gate);
                }

                return;
            }
        }

        _ended(frame, BatchOutcome.Abandoned);
    }

    /// <summary>From now on frames do not wait for room: the lanes are about to stop and make none, and what still comes has a bound in memory.</summary>
    public void LiftBound()
    {
        lock (_gate)
        {
            _isBoundLifted = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends the wait for room and for a disk that takes nothing: what is not synced is abandoned, and whatever is appended afterwards.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            _givesUp = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Where a lane goes on.</summary>
    public LanePosition PositionOf(int lane)
    {
        lock (_positionGate)
        {
            return _positions[lane];
        }
    }

    /// <summary>Notes how far a lane is, keeps that on disk, and deletes pages that nobody needs any more.</summary>
    public void Advance(int lane, LanePosition position)
    {
        long passed;
        lock (_positionGate)
        {
            _positions[lane] = position;
            WriteCursors();
            passed = _positions.Min(each => each.Sequence);
        }

        bool hasDeleted = Pages.DeletePassed(passed);
        if (hasDeleted || _writer.IsWaitingForRoom)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Whether every lane has taken all that was written, and nothing waits to be.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_positionGate)
            {
                return PendingEvents == 0 && Array.TrueForAll(_positions, position => position.Sequence >= Pages.End);
            }
        }
    }

    /// <summary>Writes and syncs what was appended, then closes the files. Lanes must have stopped.</summary>
    /// <param name="giveUp">Ends the wait for a disk that does not take it; what is left then is abandoned.</param>
    public async Task CloseAsync(CancellationToken giveUp)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 1)
        {
            return;
        }

        lock (_gate)
        {
            _isClosing = true;
            Monitor.PulseAll(_gate);
        }

        using (giveUp.UnsafeRegister(static queue => ((DiskQueue)queue!).GiveUp(), this))
        {
            await Task.Run(_thread.Join, CancellationToken.None).ConfigureAwait(false);
        }

        lock (_positionGate)
        {
            WriteCursors();
            _cursors.Sync();
        }

        Dispose();
    }

    /// <summary>Closes the files; what was appended and not synced is abandoned.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _isClosed, 1);
        lock (_gate)
        {
            _isClosing = true;
        }

        GiveUp();
        _thread.Join();
        Pages.Dispose();
        _cursors.Dispose();
        _folderLock.Dispose();
    }

    // A folder's name is in the one above it: those that have to be synced once the folder is made.
    private static List<string> FoldersAboveNew(string folder)
    {
        List<string> above = [];
        for (string? each = folder; each is not null && !Directory.Exists(each); each = Path.GetDirectoryName(each))
        {
            if (Path.GetDirectoryName(each) is { Length: > 0 } parent)
            {
                above.Add(parent);
            }
        }

        return above;
    }

    private void PauseAtStart()
    {
        lock (_gate)
        {
            Monitor.Wait(_gate, _options.RetryDelay);
        }
    }

    private static IEnumerable<string> FindRemoved(IReadOnlyList<string> outputs, List<Page> pages, Dictionary<string, LanePosition>? positions) =>
        pages.Where(page => page.End > page.First)
            .SelectMany(page => page.Outputs.Where(id => positions is null || !positions.TryGetValue(id, out LanePosition position) || position.Sequence < page.End))
            .Distinct()
            .Except(outputs);

    private void WriteCursors()
    {
        _cursors.Write([.. Outputs.Select((id, lane) => (id, _positions[lane])), .. _done]);
    }

    private void Run()
    {
        bool goesOn = true;
        while (goesOn && TakePending())
        {
            int written = 0;
            while (written < _taken.Count && _writer.TryWrite(_taken[written]))
            {
                Frame frame = _taken[written++];
                Interlocked.Add(ref _pendingEvents, -frame.Events);
                _appended(frame);
            }

            // Nothing taken means that the wait for a sync is over.
            bool isDue = _taken.Count == 0 || _writer.IsSyncDue || IsClosingIdle();
            goesOn = written == _taken.Count && (!isDue || _writer.TrySync());
            Abandon(_taken[written..]);
            _taken.Clear();
        }

        _writer.Finish();
        List<Frame> left;
        lock (_gate)
        {
            _isOver = true;
            (left, _pending) = (_pending, []);
        }

        Abandon(left);
    }

    private void Abandon(List<Frame> frames)
    {
        foreach (Frame frame in frames)
        {
            Interlocked.Add(ref _pendingEvents, -frame.Events);
            _ended(frame, BatchOutcome.Abandoned);
        }
    }

    // Waits until there is something to write or to sync; false at the end.
    private bool TakePending()
    {
        lock (_gate)
        {
            while (_pending.Count == 0)
            {
                if (_writer.HasUnsynced)
                {
                    // Asked once, as it goes on towards and below zero; rounded up, as the wait knows whole milliseconds.
                    double wait = Math.Ceiling(_writer.TimeToSync.TotalMilliseconds);
                    if (_isClosing || wait <= 0)
                    {
                        return true;
                    }

                    Monitor.Wait(_gate, TimeSpan.FromMilliseconds(wait));
                    continue;
                }

                if (_isClosing)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            (_pending, _taken) = (_taken, _pending);
            return true;
        }
    }

    private bool IsClosingIdle()
    {
        lock (_gate)
        {
            return _isClosing && _pending.Count == 0;
        }
    }

    // Called by the writer while the bound is reached.
    private RoomWait WaitForRoom(long bytes)
    {
        lock (_positionGate)
        {
            // The page that is being written goes too when nobody needs it any more.
            Pages.CloseLastIfPassed(_positions.Min(each => each.Sequence));
        }

        lock (_gate)
        {
            if (!_givesUp && !_isBoundLifted && !Pages.HasRoom(bytes, _options.MaxBytes))
            {
                Monitor.Wait(_gate, _options.RetryDelay);
            }

            return _isBoundLifted ? RoomWait.BoundLifted : _givesUp ? RoomWait.GivenUp : RoomWait.TryAgain;
        }
    }

    private bool WaitAfterFault()
    {
        lock (_gate)
        {
            if (!_givesUp)
            {
                Monitor.Wait(_gate, _options.RetryDelay);
            }

            return !_givesUp;
        }
    }
}
