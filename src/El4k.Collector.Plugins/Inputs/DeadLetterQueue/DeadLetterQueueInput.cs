using System.Security.Cryptography;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Queue;

namespace El4k.Collector.Plugins.Inputs.DeadLetterQueue;

/// <summary>Reads what outputs' targets refused for good, so that a pipeline can mend it and send it again. What was delivered is not read again.</summary>
internal sealed class DeadLetterQueueInput : IInput
{
    private const int BatchLetters = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly DeadLetterQueueOptions _options;
    private readonly PluginContext _context;
    private readonly string _folder;
    private readonly Timestamp? _start;
    private readonly CommittedPosition _committed;
    private DeadLetterPosition _position;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public DeadLetterQueueInput(DeadLetterQueueOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        if (options.Path.Length == 0)
        {
            throw new PluginOptionException("path", "give the folder of the dead letters");
        }

        if (options.CleanConsumed && !options.CommitOffsets)
        {
            throw new PluginOptionException("clean_consumed", "what is deleted must be known to be delivered: clean_consumed needs commit_offsets => true");
        }

        if (options.StartTimestamp is { } text)
        {
            _start = Timestamp.TryParse(text, out var start, TimeZoneInfo.Utc) ? start : throw new PluginOptionException("start_timestamp", $"\"{text}\" is no time in ISO 8601, such as 2026-11-01T00:00:00");
        }

        _folder = System.IO.Path.Combine(options.Path, options.PipelineId);
        _committed = new CommittedPosition(options.CommitOffsets ? options.SincedbPath ?? DefaultPath() : null);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            _position = _committed.Load();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new PluginStartException($"dead_letter_queue: how far letters were read cannot be read; give another file with the option sincedb_path. {cause.Message}", cause);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                foreach (var file in DeadLetterReader.Files(_folder).Where(file => file >= _position.File))
                {
                    await ReadAsync(file, context, stop).ConfigureAwait(false);
                }

                await Task.Delay(Interval, _context.Clock, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was not delivered by now is read again after a restart.
        }
    }

    private async Task ReadAsync(int file, InputContext context, CancellationToken stop)
    {
        var from = file == _position.File ? _position : new DeadLetterPosition(file, 0);
        if (await DeadLetterReader.ReadAsync(_folder, from, _context.Clock, stop).ConfigureAwait(false) is not { } letters)
        {
            // A replay has the file; it is looked at again in a moment.
            return;
        }

        foreach (var chunk in letters.Chunk(BatchLetters))
        {
            if (!await DeliverAsync(chunk.Select(pair => pair.Letter), context, stop).ConfigureAwait(false))
            {
                throw new OperationCanceledException(stop);
            }

            _position = chunk[^1].Next;
            _committed.Save(_position);
        }

        if (_options.CleanConsumed && DeadLetterReader.Files(_folder) is [.., var newest] && newest > file)
        {
            await CleanAsync(file, stop).ConfigureAwait(false);
        }
    }

    // Returns whether the letters were delivered, rather than abandoned at a stop.
    private async Task<bool> DeliverAsync(IEnumerable<DeadLetter> letters, InputContext context, CancellationToken stop)
    {
        var batch = context.RentBatch();
        foreach (var letter in letters.Where(letter => _start is not { } start || letter.Time >= start))
        {
            var first = batch.Count;
            if (!letter.TryAddTo(batch))
            {
                batch.AddFailure(letter.EventJson.Span, "_jsonparsefailure");
            }

            batch[first].Metadata["dead_letter_queue"] = Description(letter);
        }

        if (batch.Count == 0)
        {
            batch.Complete(BatchOutcome.Delivered);
            return true;
        }

        var ended = new TaskCompletionSource<BatchOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        batch.OnCompleted(static (outcome, state) => ((TaskCompletionSource<BatchOutcome>)state!).TrySetResult(outcome), ended);
        await context.PublishAsync(batch, stop).ConfigureAwait(false);
        return await ended.Task.ConfigureAwait(false) == BatchOutcome.Delivered;
    }

    private async Task CleanAsync(int file, CancellationToken stop)
    {
        if (await DeadLetterClaim.TryTakeAsync(_folder, file, stop).ConfigureAwait(false) is not { } claim)
        {
            return;
        }

        await using (claim.ConfigureAwait(false))
        {
            if (claim.Letters.Count == 0 || (_position.File == file && claim.Letters[^1].Next.Offset <= _position.Offset))
            {
                claim.Remove();
            }
        }
    }

    private static EventMap Description(DeadLetter letter)
    {
        var map = new EventMap { ["plugin_id"] = letter.Plugin, ["reason"] = letter.Reason, ["entry_time"] = letter.Time };
        if (letter.PluginType is { } type)
        {
            map["plugin_type"] = type;
        }

        return map;
    }

    private string DefaultPath()
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_folder)))[..16];
        var data = _context.GetHostPart<DirectoryInfo>()?.FullName ?? "el4k-data";
        return System.IO.Path.Combine(data, "collector", "dead_letter_queue", "sincedb_" + name);
    }
}
