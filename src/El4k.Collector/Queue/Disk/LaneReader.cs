using El4k.Collector.Events;

namespace El4k.Collector.Queue.Disk;

/// <summary>Reads the log for one output, in order, and keeps its cursor. Used by one thread at a time.</summary>
/// <remarks>Damage costs the frame that it is in: the reader goes on with the next one that it finds.</remarks>
internal sealed class LaneReader
{
    private const int FirstBytes = 256 * 1024;

    // What one very large frame needed is not kept.
    private const int KeptBytes = 16 * 1024 * 1024;

    private readonly DiskQueue _queue;
    private readonly string _output;
    private readonly int _maxEvents;
    private readonly long _maxBytes;
    private byte[] _buffer = new byte[FirstBytes];
    private Page? _filledPage;
    private long _filledFrom;
    private int _filled;
    private Page? _page;
    private int _outputInPage;
    private long _offset;
    private long _next;

    // Up to here a read has failed: nothing is read ahead, so that frames before and behind the bad place are found.
    private long _carefulUntil;

    /// <param name="queue">The log.</param>
    /// <param name="lane">The output's number.</param>
    /// <param name="maxEvents">Events after which a read is full.</param>
    /// <param name="maxBytes">Bytes after which a read is full.</param>
    public LaneReader(DiskQueue queue, int lane, int maxEvents, long maxBytes)
    {
        (_queue, _output, _maxEvents, _maxBytes) = (queue, queue.Outputs[lane], maxEvents, maxBytes);
        LanePosition start = queue.PositionOf(lane);
        _next = start.Sequence;
        if (queue.Pages.Holding(_next) is { } page)
        {
            Enter(page);
            _offset = IsFrameOf(page, start) ? start.Offset : page.HeaderBytes;
        }
    }

    /// <summary>Where the reader is: behind what was read last.</summary>
    public LanePosition Position => new(_next, _page?.Number ?? 0, _offset);

    /// <summary>Reads the next events for the output.</summary>
    /// <param name="batch">Takes them. They lie in the reader's memory, so the batch has to be completed before the next read.</param>
    /// <returns>False when there are none now. The position may have moved all the same.</returns>
    public bool TryRead(EventBatch batch)
    {
        while (batch.Count == 0)
        {
            // Asked before the length, so that a closed page's length is its last.
            bool isClosed = _page is null || _page.IsClosed;
            long available = _page is null ? 0 : _page.Length - _offset;

            // What is left of a page whose last event was read is nothing new, and the page may be deleted by now.
            if (available > 0 && !(isClosed && _next >= _page!.End))
            {
                Read(_page!, available, batch);
                continue;
            }

            if (!isClosed || !TryTurnPage())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Goes on behind frames that the lane had from memory.</summary>
    /// <param name="page">The page of the last of them.</param>
    /// <param name="after">Where it ends.</param>
    public void MoveTo(Page page, LanePosition after)
    {
        if (page != _page)
        {
            Enter(page);
        }

        (_next, _offset) = (after.Sequence, after.Offset);
    }

    /// <summary>Leaves out what cannot be read where the reader is, since waiting does not help: up to the next frame of the page, or its rest when there is none.</summary>
    public void SkipUnreadable()
    {
        if (_page is { } page)
        {
            long end = page.Length;
            long next = TryReadHeader(page, end, out FrameHeader header) ? _offset + FrameHeader.Bytes + header.BodyLength : FrameSearch.FindReadable(page.File, Math.Min(_offset + 1, end), end);
            _queue.Damaged.Note(page.Number, page.File, _offset, next - _offset, "not readable");
            _offset = next;
        }
    }

    private bool TryTurnPage()
    {
        Page? next = _queue.Pages.After(_page?.Number ?? 0);
        if (_page is not null)
        {
            _next = Math.Max(_next, _page.End);
        }

        if (next is null)
        {
            _next = Math.Max(_next, _queue.Pages.Start);
            return false;
        }

        Enter(next);
        return true;
    }

    private void Enter(Page page)
    {
        _page = page;
        _offset = page.HeaderBytes;
        _carefulUntil = 0;
        _outputInPage = -1;
        for (int i = 0; i < page.Outputs.Count; i++)
        {
            _outputInPage = page.Outputs[i] == _output ? i : _outputInPage;
        }
    }

    private static bool IsFrameOf(Page page, LanePosition position)
    {
        if (position.Page != page.Number || position.Offset < page.HeaderBytes || position.Offset > page.Length)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[FrameHeader.Bytes];
        try
        {
            return position.Offset == page.Length
                ? position.Sequence >= page.End
                : page.File.Read(bytes, position.Offset) == bytes.Length && FrameHeader.TryRead(bytes, out FrameHeader header) && header.First == position.Sequence;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A hint that cannot be checked: the page is read from its beginning, with the tries that every read has, and what the lane has had is skipped.
            return false;
        }
    }

    private void Read(Page page, long available, EventBatch batch)
    {
        if (_outputInPage < 0)
        {
            // No frame of this page is for the output.
            _offset += available;
            _next = Math.Max(_next, page.End);
            return;
        }

        long end = _offset + available;
        int at = Find(page);
        while (batch.Count < _maxEvents && _offset < end)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(at, _filled - at);
            bool isWhole = FrameHeader.TryRead(rest, out FrameHeader header) && FrameHeader.Bytes + (long)header.BodyLength <= rest.Length;
            if (!isWhole && _offset + rest.Length < end)
            {
                // Events of the batch lie in the buffer.
                if (batch.Count > 0)
                {
                    return;
                }

                if (rest.Length < FrameHeader.Bytes || header != default)
                {
                    at = 0;
                    long ahead = _offset < _carefulUntil ? 0 : _maxBytes;
                    if (TryFill(page, Math.Min(end - _offset, Math.Max(FrameHeader.Bytes + (long)header.BodyLength, ahead))))
                    {
                        continue;
                    }
                }
            }

            if (!isWhole)
            {
                SkipDamage(page, end);
                return;
            }

            if (batch.Count > 0 && batch.Count + header.Events > _maxEvents)
            {
                return;
            }

            Take(page, at, header, batch);
            int length = FrameHeader.Bytes + header.BodyLength;
            at += length;
            _offset += length;
            _next = Math.Max(_next, header.End);
        }
    }

    private void Take(Page page, int at, in FrameHeader header, EventBatch batch)
    {
        // Frames of which a sync had failed stand in two pages.
        if (header.End <= _next)
        {
            return;
        }

        int body = at + FrameHeader.Bytes;
        int length = FrameHeader.Bytes + header.BodyLength;
        if (Crc32C.Of(_buffer.AsSpan(body, header.BodyLength)) != header.BodyChecksum)
        {
            _queue.Damaged.Note(page.Number, page.File, _offset, length, $"a frame of {header.Events} events with a wrong checksum");
        }
        else if (!FrameBody.TryRead(_buffer, body, header, _outputInPage, batch))
        {
            _queue.Damaged.Note(page.Number, page.File, _offset, length, $"a frame of {header.Events} events that cannot be understood");
        }
    }

    private void SkipDamage(Page page, long end)
    {
        long found = FrameSearch.Find(page.File, _offset + 1, end);
        _queue.Damaged.Note(page.Number, page.File, _offset, found - _offset, "no frame");
        _offset = found;
    }

    // Where in the buffer the next frame is; what was read ahead is used first.
    private int Find(Page page)
    {
        if (_filledPage != page || _offset < _filledFrom || _offset > _filledFrom + _filled)
        {
            (_filledPage, _filledFrom, _filled) = (page, _offset, 0);
        }

        return (int)(_offset - _filledFrom);
    }

    // False when the file is shorter than it was.
    private bool TryFill(Page page, long length)
    {
        bool isFar = _buffer.Length > Math.Max(KeptBytes, _maxBytes) && length <= _maxBytes;
        if (_buffer.Length < length || isFar)
        {
            _buffer = new byte[isFar ? length : Math.Max(length, Math.Min(_maxBytes, _buffer.Length * 2L))];
        }

        (_filledPage, _filledFrom, _filled) = (page, _offset, 0);
        try
        {
            _filled = page.File.Read(_buffer.AsSpan(0, (int)length), _offset);
        }
        catch
        {
            _carefulUntil = Math.Max(_carefulUntil, _offset + length);
            throw;
        }

        return _filled == length;
    }

    private bool TryReadHeader(Page page, long end, out FrameHeader header)
    {
        header = default;
        Span<byte> bytes = stackalloc byte[FrameHeader.Bytes];
        try
        {
            return page.File.Read(bytes, _offset) == bytes.Length && FrameHeader.TryRead(bytes, out header) && _offset + FrameHeader.Bytes + header.BodyLength <= end;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The bad place begins in the header: the next frame has to be searched.
            return false;
        }
    }
}
