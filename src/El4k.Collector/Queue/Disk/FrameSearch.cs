namespace El4k.Collector.Queue.Disk;

/// <summary>Finds the next frame behind damage.</summary>
internal static class FrameSearch
{
    private const int ChunkBytes = 256 * 1024;

    // What disks lose at a time, or a multiple of it.
    private const int BlockBytes = 4096;

    // A header may lie across the end of what is looked at.
    private const int OverlapBytes = FrameHeader.Bytes - 1;

    /// <summary>The place of the first whole frame header at or after a place.</summary>
    /// <returns><paramref name="end"/> when there is none.</returns>
    /// <exception cref="IOException">The file cannot be read there.</exception>
    public static long Find(QueueFile file, long from, long end)
    {
        byte[] chunk = new byte[ChunkBytes];
        while (from + FrameHeader.Bytes <= end)
        {
            int read = file.Read(chunk.AsSpan(0, (int)Math.Min(chunk.Length, end - from)), from);
            if (read < FrameHeader.Bytes)
            {
                break;
            }

            if (TryFind(chunk.AsSpan(0, read), from, end, out long place))
            {
                return place;
            }

            from += read - OverlapBytes;
        }

        return end;
    }

    /// <summary>The same for a file of which parts cannot be read: they are passed over.</summary>
    /// <remarks>Each try to read a bad place may take a disk seconds, so their number grows with the logarithm of the bad bytes; what can be read between two bad places that are close together may be passed over too.</remarks>
    public static long FindReadable(QueueFile file, long from, long end)
    {
        byte[] buffer = new byte[OverlapBytes + BlockBytes];
        int kept = 0;
        while (from < end)
        {
            Span<byte> block = buffer.AsSpan(kept, (int)Math.Min(BlockAfter(from) - from, end - from));
            if (!TryRead(file, block, from))
            {
                (from, kept) = (PassOver(file, from, end), 0);
                continue;
            }

            Span<byte> bytes = buffer.AsSpan(0, kept + block.Length);
            if (TryFind(bytes, from - kept, end, out long place))
            {
                return place;
            }

            from += block.Length;
            kept = Math.Min(OverlapBytes, bytes.Length);
            bytes[^kept..].CopyTo(buffer);
        }

        return end;
    }

    private static bool TryFind(ReadOnlySpan<byte> bytes, long start, long end, out long place)
    {
        for (int at = 0; ; at++)
        {
            int next = bytes[at..].IndexOf(FrameHeader.MarkerBytes);
            if (next < 0 || at + next + FrameHeader.Bytes > bytes.Length)
            {
                place = end;
                return false;
            }

            at += next;
            place = start + at;
            if (FrameHeader.TryRead(bytes[at..], out FrameHeader header) && place + FrameHeader.Bytes + header.BodyLength <= end)
            {
                return true;
            }
        }
    }

    // Where blocks can be read again: looked for in steps that double, then between the last bad block and the first good one.
    private static long PassOver(QueueFile file, long from, long end)
    {
        byte[] block = new byte[BlockBytes];
        bool CanRead(long at) => TryRead(file, block.AsSpan(0, (int)Math.Min(BlockBytes, end - at)), at);
        long bad = from - (from % BlockBytes);
        long good = end;
        for (long step = BlockBytes; bad + step < end; step *= 2)
        {
            if (CanRead(bad + step))
            {
                good = bad + step;
                break;
            }

            bad += step;
        }

        while (good - bad > BlockBytes)
        {
            long middle = BlockAfter(bad + ((good - bad) / 2) - 1);
            if (middle >= good)
            {
                break;
            }

            (bad, good) = CanRead(middle) ? (bad, middle) : (middle, good);
        }

        return Math.Min(good, end);
    }

    private static long BlockAfter(long place) => ((place / BlockBytes) + 1) * BlockBytes;

    private static bool TryRead(QueueFile file, Span<byte> bytes, long offset)
    {
        try
        {
            return file.Read(bytes, offset) == bytes.Length;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // That it cannot be read is the answer; whoever searches says what it costs.
            return false;
        }
    }
}
