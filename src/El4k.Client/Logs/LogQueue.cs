using El4k.Client.Accounting;

namespace El4k.Client.Logs;

/// <summary>The bounded queue of log records: oldest first out, lowest level first dropped.</summary>
/// <remarks>Any thread. The lock is held for the length of a copy of a few words, never across a system call.</remarks>
internal sealed class LogQueue(int maxRecords, long maxBytes, LossCounters counters)
{
    private static readonly MonologLevel[] Levels = Enum.GetValues<MonologLevel>();

    private readonly Lock _gate = new();
    private readonly Queue<EncodedRecord>[] _byLevel = [.. Levels.Select(_ => new Queue<EncodedRecord>())];
    private int _count;
    private long _bytes;
    private long _sequence;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a copy of a line; when there is no room, records of a lower level make it, or else the new one is dropped.</summary>
    public void Enqueue(ReadOnlySpan<byte> line, MonologLevel level)
    {
        var record = EncodedRecord.Copy(line, level, Interlocked.Increment(ref _sequence));
        var at = IndexOf(level);
        lock (_gate)
        {
            while (_count + 1 > maxRecords || _bytes + record.Length > maxBytes)
            {
                if (!DropBelow(at))
                {
                    counters.Add(ClientCounter.LogDropped);
                    record.Release();
                    return;
                }
            }

            _byLevel[at].Enqueue(record);
            _count++;
            _bytes += record.Length;
        }
    }

    /// <summary>Takes the oldest record out, if it is no longer than <paramref name="maxLength"/>.</summary>
    public bool TryDequeue(int maxLength, out EncodedRecord record)
    {
        lock (_gate)
        {
            Queue<EncodedRecord>? oldest = null;
            foreach (var queue in _byLevel)
            {
                if (queue.TryPeek(out var head) && (oldest is null || head.Sequence < oldest.Peek().Sequence))
                {
                    oldest = queue;
                }
            }

            if (oldest is null || oldest.Peek().Length > maxLength)
            {
                record = default;
                return false;
            }

            record = Remove(oldest);
            return true;
        }
    }

    private bool DropBelow(int level)
    {
        for (var i = 0; i < level; i++)
        {
            if (_byLevel[i].Count > 0)
            {
                Remove(_byLevel[i]).Release();
                counters.Add(ClientCounter.LogDropped);
                return true;
            }
        }

        return false;
    }

    private static int IndexOf(MonologLevel level)
    {
        var at = 0;
        while (at + 1 < Levels.Length && Levels[at + 1] <= level)
        {
            at++;
        }

        return at;
    }

    private EncodedRecord Remove(Queue<EncodedRecord> queue)
    {
        var record = queue.Dequeue();
        _count--;
        _bytes -= record.Length;
        return record;
    }
}
