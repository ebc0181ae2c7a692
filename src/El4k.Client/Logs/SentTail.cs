namespace El4k.Client.Logs;

/// <summary>The records written to the connection that may have to be sent again.</summary>
/// <remarks>
/// A record is kept until the other host has acknowledged its last byte, and some time longer: a collector that is killed
/// takes with it what its host had acknowledged but it had not read, and the connection then ends with a reset.
/// Used by one thread at a time.
/// </remarks>
internal sealed class SentTail(TimeProvider time)
{
    /// <summary>How long an acknowledged record is kept: far longer than a living collector needs to read it.</summary>
    public static readonly TimeSpan KeepAcknowledged = TimeSpan.FromSeconds(3);

    /// <summary>Bytes of acknowledged records that are kept.</summary>
    public const int MaxAcknowledgedBytes = 64 * 1024;

    private readonly Queue<Entry> _acknowledged = [];
    private readonly Queue<Entry> _pending = [];
    private long _acknowledgedBytes;

    /// <summary>Records that are kept, acknowledged or not.</summary>
    public int Count => _acknowledged.Count + _pending.Count;

    /// <summary>Records whose arrival is not yet known.</summary>
    public int Pending => _pending.Count;

    /// <summary>Keeps a record whose last byte is the connection's byte number <paramref name="end"/>.</summary>
    public void Add(in EncodedRecord record, long end) => _pending.Enqueue(new Entry(record, end, time.GetTimestamp()));

    /// <summary>Notes that the first <paramref name="bytes"/> bytes of the connection have arrived, and forgets what is old.</summary>
    /// <returns>How many records have newly arrived whole.</returns>
    public int Acknowledge(long bytes)
    {
        var arrived = 0;
        while (_pending.TryPeek(out var entry) && entry.End <= bytes)
        {
            _acknowledged.Enqueue(_pending.Dequeue());
            _acknowledgedBytes += entry.Record.Length;
            arrived++;
        }

        while (_acknowledged.TryPeek(out var oldest) && (_acknowledgedBytes > MaxAcknowledgedBytes || !IsRecent(oldest)))
        {
            _acknowledgedBytes -= oldest.Record.Length;
            _acknowledged.Dequeue().Record.Release();
        }

        return arrived;
    }

    /// <summary>Empties the tail after the connection broke.</summary>
    /// <param name="evenAcknowledged">Whether the acknowledged ones are wanted back as well: the connection was reset.</param>
    /// <param name="again">Receives the records to be sent again, oldest first.</param>
    /// <returns>How many records were handed back.</returns>
    public int TakeBack(bool evenAcknowledged, Queue<EncodedRecord> again)
    {
        var before = again.Count;
        while (_acknowledged.TryDequeue(out var entry))
        {
            if (evenAcknowledged && IsRecent(entry))
            {
                again.Enqueue(entry.Record);
            }
            else
            {
                entry.Record.Release();
            }
        }

        while (_pending.TryDequeue(out var entry))
        {
            again.Enqueue(entry.Record);
        }

        _acknowledgedBytes = 0;
        return again.Count - before;
    }

    private bool IsRecent(in Entry entry) => time.GetElapsedTime(entry.SentAt) < KeepAcknowledged;

    private readonly record struct Entry(EncodedRecord Record, long End, long SentAt);
}
