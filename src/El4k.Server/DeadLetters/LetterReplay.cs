using El4k.Collector.Queue;

namespace El4k.Server.DeadLetters;

/// <summary>Sends the dead letters of a folder again, file by file and in their order, and removes what has been delivered.</summary>
/// <remarks>
/// Each file is taken for this process alone, so a collector that runs on the folder writes elsewhere meanwhile. After each chunk the place is noted: a replay that is ended, or killed, goes on there, and
/// repeats one chunk at most. Files that come into being meanwhile, with letters that were refused again, are left for the next replay.
/// </remarks>
/// <param name="deliver">Delivers a chunk; when its task ends, each letter is delivered or among the dead letters again.</param>
/// <param name="filter">Which letters are meant, the others stay; null for all.</param>
internal sealed class LetterReplay(string folder, Func<IReadOnlyList<DeadLetter>, CancellationToken, Task> deliver, TimeProvider time, LetterFilter? filter = null)
{
    /// <summary>Letters that are delivered at a time.</summary>
    public const int ChunkLetters = 500;

    // A collector has a file for a few letters at a time.
    private const int Tries = 250;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Replays what is there now.</summary>
    /// <returns>How many letters were sent, and how many files another process kept.</returns>
    public async Task<(long Sent, int Kept)> RunAsync(CancellationToken stop)
    {
        var sent = 0L;
        var kept = 0;
        foreach (var file in DeadLetterReader.Files(folder))
        {
            if (await TakeAsync(file, stop).ConfigureAwait(false) is not { } claim)
            {
                kept++;
                continue;
            }

            await using (claim.ConfigureAwait(false))
            {
                sent += await ReplayAsync(claim, stop).ConfigureAwait(false);
            }
        }

        return (sent, kept);
    }

    private async Task<long> ReplayAsync(DeadLetterClaim claim, CancellationToken stop)
    {
        if (filter is not null && claim.Letters.Count > 0 && !claim.Letters.Any(pair => filter.Matches(pair.Letter)))
        {
            return 0;
        }

        var sent = 0L;
        foreach (var chunk in claim.Letters.Chunk(ChunkLetters))
        {
            var meant = chunk.Select(pair => pair.Letter).ToLookup(letter => filter is null || filter.Matches(letter));

            // Before the place is noted: a process that is killed leaves a chunk twice rather than not at all.
            await claim.KeepAsync(meant[false], stop).ConfigureAwait(false);
            DeadLetter[] sending = [.. meant[true]];
            if (sending.Length > 0)
            {
                await deliver(sending, stop).ConfigureAwait(false);
            }

            sent += sending.Length;
            claim.Advance(chunk[^1].Next);
        }

        claim.Remove();
        return sent;
    }

    private async Task<DeadLetterClaim?> TakeAsync(int file, CancellationToken stop)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await DeadLetterClaim.TryTakeAsync(folder, file, stop).ConfigureAwait(false) is { } claim)
            {
                return claim;
            }

            await Task.Delay(_pause, time, stop).ConfigureAwait(false);
        }

        return null;
    }
}
