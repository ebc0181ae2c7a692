using El4k.Collector.Events;
using El4k.Collector.Pipeline;
using El4k.Collector.Queue;

namespace El4k.Server.DeadLetters;

/// <summary>Delivers each dead letter to the output that it was for.</summary>
internal sealed class OutputDelivery(OutputReplay outputs, DeadLetterFolder letters, TimeProvider time)
{
    private const string NoOutput = "no output has the id ";

    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>The ids of outputs that letters were for and the pipeline does not have.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    public async Task DeliverAsync(IReadOnlyList<DeadLetter> chunk, CancellationToken stop)
    {
        foreach (var group in chunk.GroupBy(letter => letter.Plugin))
        {
            if (outputs.Outputs.ContainsKey(group.Key))
            {
                await WriteAsync(group.Key, group, stop).ConfigureAwait(false);
                continue;
            }

            _missing.Add(group.Key);
            foreach (var letter in group)
            {
                // However often it is replayed in vain, the store's own reason stays within sight.
                var isSaid = letter.Reason.StartsWith(NoOutput, StringComparison.Ordinal);
                await KeepAsync(letter, isSaid ? letter.Reason : $"{NoOutput}{group.Key} any more; before: {letter.Reason}").ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(string output, IEnumerable<DeadLetter> group, CancellationToken stop)
    {
        var batch = outputs.RentBatch();
        try
        {
            foreach (var letter in group)
            {
                // Letters are written from events, so what cannot be read was changed by hand.
                if (!letter.TryAddTo(batch))
                {
                    await KeepAsync(letter, "the letter's event is not one JSON object").ConfigureAwait(false);
                }
            }

            await outputs.WriteAsync(output, batch, stop).ConfigureAwait(false);
        }
        finally
        {
            batch.Complete(BatchOutcome.Delivered);
        }
    }

    private ValueTask KeepAsync(DeadLetter letter, string reason)
    {
        var copy = Event.TryParse(letter.EventJson.Span, time, out var parsed) ? parsed : Event.Create(time);
        if (parsed is null)
        {
            copy.SetText(FieldReference.Message, letter.EventJson.Span);
        }

        foreach (var (name, value) in letter.Metadata ?? [])
        {
            copy.Metadata[name] = value;
        }

        return letters.AddAsync(letter.Plugin, copy, reason);
    }
}
