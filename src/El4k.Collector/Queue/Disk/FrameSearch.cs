namespace El4k.Collector.Queue.Disk;

/// <summary>Finds the next frame behind damage.</summary>
internal static class FrameSearch
{
    private const int ChunkBytes = 256 * 1024;

    /// <summary>The place of the first whole frame header at or after a place.</summary>
    /// <returns><paramref name="end"/> when there is none.</returns>
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

            ReadOnlySpan<byte> bytes = chunk.AsSpan(0, read);
            int at = 0;
            while (true)
            {
                int next = bytes[at..].IndexOf(FrameHeader.MarkerBytes);
                if (next < 0 || at + next + FrameHeader.Bytes > read)
                {
                    break;
                }

                at += next;
                if (FrameHeader.TryRead(bytes[at..], out FrameHeader header) && from + at + FrameHeader.Bytes + header.BodyLength <= end)
                {
                    return from + at;
                }

                at++;
            }

            // A header may lie across the end of the chunk.
            from += read - FrameHeader.Bytes + 1;
        }

        return end;
    }
}
