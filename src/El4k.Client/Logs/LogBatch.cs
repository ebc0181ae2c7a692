namespace El4k.Client.Logs;

/// <summary>The lines of one write to the connection, with the records they came from.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class LogBatch
{
    private const int MaxBytes = 64 * 1024;

    private readonly List<EncodedRecord> _records = [];
    private byte[] _bytes = [];
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Takes records, those to be sent again first, until the batch is full; one longer than a batch goes alone.</summary>
    public void Fill(Queue<EncodedRecord> again, LogQueue queue)
    {
        while (TryNext(again, queue, out var record))
        {
            if (_bytes.Length - _length < record.Length)
            {
                Array.Resize(ref _bytes, Math.Max(MaxBytes, _length + record.Length));
            }

            record.Line.CopyTo(_bytes.AsSpan(_length));
            _length += record.Length;
            _records.Add(record);
        }
    }

    /// <summary>Hands the records to the tail and empties the batch.</summary>
    /// <param name="tail">Who keeps them from now on.</param>
    /// <param name="start">The connection's byte count before this batch.</param>
    public void MoveTo(SentTail tail, long start)
    {
        foreach (var record in _records)
        {
            start += record.Length;
            tail.Add(record, start);
        }

        _records.Clear();
        _length = 0;
    }

    private bool TryNext(Queue<EncodedRecord> again, LogQueue queue, out EncodedRecord record)
    {
        var room = _length == 0 ? int.MaxValue : MaxBytes - _length;
        if (!again.TryPeek(out record))
        {
            return queue.TryDequeue(room, out record);
        }

        if (record.Length > room)
        {
            return false;
        }

        again.Dequeue();
        return true;
    }
}
