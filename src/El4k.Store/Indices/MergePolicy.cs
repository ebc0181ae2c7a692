namespace El4k.Store.Indices;

/// <summary>Decides which segments of an index are worth merging: neighbours of about one size, or one that is mostly deleted.</summary>
internal static class MergePolicy
{
    /// <summary>Neighbours of one size that are merged together; also how much larger each size is.</summary>
    public const int Factor = 8;

    // Smaller segments count as this large: below it the number of segments is what costs.
    private const long SmallestBytes = 256 << 10;

    // A segment of which more is deleted is written again without.
    private const double MaxDeletedShare = 0.5;

    /// <summary>Finds the next merge.</summary>
    /// <param name="segments">The segments on disk, oldest first.</param>
    /// <param name="maxBytes">What a merge may read at most.</param>
    /// <returns>First segment and number of segments, or a number of 0.</returns>
    public static (int Start, int Count) Find(IReadOnlyList<Candidate> segments, long maxBytes)
    {
        // Small ones first: what they become may then be merged with its like.
        var highest = segments.Count == 0 ? 0 : segments.Max(LevelOf);
        for (var level = 0; level <= highest; level++)
        {
            for (var start = 0; start < segments.Count; start++)
            {
                if (LevelOf(segments[start]) == level && CountRun(segments, start, level, maxBytes) is > 0 and var count)
                {
                    return (start, count);
                }
            }
        }

        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Rows - segments[i].LiveRows > segments[i].Rows * MaxDeletedShare && segments[i].Bytes <= maxBytes * Factor)
            {
                return (i, 1);
            }
        }

        return (0, 0);
    }

    // Segments from start on until there are enough of a level; smaller ones between them go along. 0 if a larger one or the limit comes before.
    private static int CountRun(IReadOnlyList<Candidate> segments, int start, int level, long maxBytes)
    {
        var found = 0;
        var bytes = 0L;
        for (var i = start; i < segments.Count && LevelOf(segments[i]) <= level; i++)
        {
            bytes += segments[i].Bytes;
            found += LevelOf(segments[i]) == level ? 1 : 0;
            if (bytes > maxBytes)
            {
                return 0;
            }

            if (found == Factor)
            {
                return i + 1 - start;
            }
        }

        return 0;
    }

    private static int LevelOf(Candidate segment)
    {
        var level = 0;
        for (var bytes = segment.Bytes; bytes > SmallestBytes; bytes /= Factor)
        {
            level++;
        }

        return level;
    }

    /// <summary>A segment as the policy sees it.</summary>
    /// <param name="Bytes">Size of its file.</param>
    /// <param name="Rows">Its rows.</param>
    /// <param name="LiveRows">Those that are not deleted.</param>
    internal readonly record struct Candidate(long Bytes, int Rows, int LiveRows);
}
