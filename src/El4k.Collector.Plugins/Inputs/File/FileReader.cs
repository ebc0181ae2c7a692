using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Reads pieces of files and publishes their events, so that each file's position follows what is delivered.</summary>
/// <param name="input">Where events go.</param>
/// <param name="fields">The names of the fields that are set.</param>
/// <param name="host">The name of this machine, in UTF-8.</param>
/// <param name="chunkBytes">How many bytes are read at a time.</param>
/// <param name="chunkCount">How many pieces a file gives before the next has its turn.</param>
internal sealed class FileReader(InputContext input, FileFields fields, byte[] host, int chunkBytes, long chunkCount)
{
    /// <summary>Reads an open file on.</summary>
    /// <param name="file">The file.</param>
    /// <param name="stop">Asks to end early; what was read is published.</param>
    /// <returns>Whether the end of the file was reached, as it is now.</returns>
    /// <exception cref="InvalidDataException">A packed file is damaged; what came before is published.</exception>
    public async Task<bool> ReadAsync(WatchedFile file, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(chunkBytes);
        var batch = input.RentBatch();
        var decoded = file.Position;
        try
        {
            for (var chunks = 0L; chunks < chunkCount && !stop.IsCancellationRequested; chunks++)
            {
                int count;
                try
                {
                    count = file.Read(buffer.AsSpan(0, chunkBytes));
                }
                catch (InvalidDataException)
                {
                    // The line in progress, too: there may be no more of it.
                    Decode(file, batch, []);
                    await PublishAsync(file, batch).ConfigureAwait(false);
                    throw;
                }

                if (count == 0)
                {
                    file.LearnHead();
                    await PublishAsync(file, batch).ConfigureAwait(false);
                    return true;
                }

                Decode(file, batch, buffer.AsSpan(0, count));
                decoded = file.Position;
                if (batch.IsFull)
                {
                    file.LearnHead();
                    var full = batch;
                    batch = input.RentBatch();
                    await PublishAsync(file, full).ConfigureAwait(false);
                }
            }

            file.LearnHead();
            await PublishAsync(file, batch).ConfigureAwait(false);
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next read goes on behind what was read: what was made of it must not be lost.
            await PublishAsync(file, batch, decoded).ConfigureAwait(false);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Publishes what the codec holds: the stream has ended, or paused for so long that it counts as ended.</summary>
    /// <param name="file">The file.</param>
    /// <param name="position">The position once that is delivered.</param>
    public async Task FlushAsync(WatchedFile file, long position)
    {
        var batch = input.RentBatch();
        Decode(file, batch, []);
        file.Order!.Follow(batch, position);
        await input.PublishAsync(batch).ConfigureAwait(false);
    }

    private void Decode(WatchedFile file, EventBatch batch, ReadOnlySpan<byte> data)
    {
        var first = batch.Count;
        if (data.IsEmpty)
        {
            file.Codec!.Flush(batch);
        }
        else
        {
            file.Codec!.Decode(data, batch);
        }

        EventSource.AddText(batch, first, fields.Host, host);
        EventSource.AddText(batch, first, fields.Path, file.PathText);
    }

    private ValueTask PublishAsync(WatchedFile file, EventBatch batch) => PublishAsync(file, batch, file.Position);

    private ValueTask PublishAsync(WatchedFile file, EventBatch batch, long position)
    {
        file.Order!.Follow(batch, position);
        return input.PublishAsync(batch);
    }
}
