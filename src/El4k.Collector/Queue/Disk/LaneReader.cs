using El4k.Collector.Events;

namespace El4k.Collector.Queue.Disk;

/// <summary>Reads the log for one output, in order, and keeps its cursor. Used by one thread at a time.</summary>
/// <remarks>Damage costs the frame that it is in: the reader goes on with the next one that it finds.</remarks>
internal sealed class LaneReader
{
    private const int FirstBytes = 256 * 1024;

    private readonly DiskQueue _queue;
    private readonly string _output;
    private readonly int _maxEvents;
    private readonly long _maxBytes;
    private byte[] _buffer = new byte[FirstBytes];
    private Page? _page;
    private int _outputInPage;
    private long _offset;
    private long _next;

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

    /// <summary>Leaves the rest of the page out: it cannot be read, and waiting does not help.</summary>
    public void SkipUnreadable()
    {
        if (_page is { } page)
        {
            long length = page.Length;
            _queue.Damaged.Note(page.Number, page.File, _offset, length - _offset, "not readable");
            _offset = length;
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
        return position.Offset == page.Length
            ? position.Sequence >= page.End
            : page.File.Read(bytes, position.Offset) == bytes.Length && FrameHeader.TryRead(bytes, out FrameHeader header) && header.First == position.Sequence;
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

        int filled = Fill(page, (int)Math.Min(available, Math.Min(_maxBytes, Array.MaxLength)));
        int at = 0;
        while (at < filled && batch.Count < _maxEvents)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(at, filled - at);
            if (rest.Length < FrameHeader.Bytes && filled < available)
            {
                break;
            }

            if (!FrameHeader.TryRead(rest, out FrameHeader header) || FrameHeader.Bytes + (long)header.BodyLength > available - at)
            {
                SkipDamage(page, at, available);
                return;
            }

            int length = FrameHeader.Bytes + header.BodyLength;
            if (length > rest.Length)
            {
                if (at > 0)
                {
                    break;
                }

                filled = Fill(page, length);
                continue;
            }

            if (batch.Count > 0 && batch.Count + header.Events > _maxEvents)
            {
                break;
            }

            Take(page, at, header, batch);
            at += length;
            _next = Math.Max(_next, header.End);
        }

        _offset += at;
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
            _queue.Damaged.Note(page.Number, page.File, _offset + at, length, $"a frame of {header.Events} events with a wrong checksum");
        }
        else if (!FrameBody.TryRead(_buffer, body, header, _outputInPage, batch))
        {
            _queue.Damaged.Note(page.Number, page.File, _offset + at, length, $"a frame of {header.Events} events that cannot be understood");
        }
    }

    private void SkipDamage(Page page, int at, long available)
    {
        long from = _offset + at;
        long end = _offset + available;
        long found = FrameSearch.Find(page.File, from + 1, end);
        _queue.Damaged.Note(page.Number, page.File, from, found - from, "no frame");
        _offset = found;
    }

    private int Fill(Page page, int length)
    {
        if (_buffer.Length < length)
        {
            _buffer = new byte[Math.Max(length, Math.Min(_maxBytes, _buffer.Length * 2L))];
        }

        return page.File.Read(_buffer.AsSpan(0, length), _offset);
    }
}
