using System.Globalization;
using El4k.Aws.Sqs;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Sqs;

/// <summary>Receives messages, up to ten a request, and publishes their events; while the queue of the pipeline is full it asks for none. Used by one task.</summary>
internal sealed class QueuePoll(SqsClient client, string queueUrl, MessageKeeper keeper, SqsInputOptions options, InputContext input, PluginContext context)
{
    private static readonly TimeSpan PauseOfShortPolls = TimeSpan.FromSeconds(1);

    private readonly ICodec _codec = input.CreateCodec();
    private readonly TimeSpan _wait = TimeSpan.FromSeconds(Math.Min(options.PollingFrequency, SqsClient.LongestWaitSeconds));

    /// <summary>Receives once.</summary>
    /// <exception cref="SqsException">The queue service refused, or is away.</exception>
    public async Task RunOnceAsync(CancellationToken stop)
    {
        var messages = await client.ReceiveAsync(queueUrl, _wait, stop).ConfigureAwait(false);
        context.Counters.Add("polls", 1);
        NoteAge(messages);
        if (messages.Count == 0 && _wait == TimeSpan.Zero)
        {
            await Task.Delay(PauseOfShortPolls, context.Clock, stop).ConfigureAwait(false);
        }

        // All are taken up before the first is published, as that may wait long: what is held is hidden longer.
        context.Counters.Add("messages_received", messages.Count);
        var taken = messages.Where(keeper.TryTake).ToList();
        for (var next = 0; next < taken.Count;)
        {
            next = await PublishAsync(taken, next, stop).ConfigureAwait(false);
        }
    }

    // Returns the first message that is not in the batch.
    private async ValueTask<int> PublishAsync(List<SqsMessage> messages, int next, CancellationToken stop)
    {
        var begin = next;
        try
        {
            var batch = input.RentBatch();
            var ids = new List<string>();
            do
            {
                var message = messages[next++];
                ids.Add(message.Id);
                var first = batch.Count;
                _codec.Decode(message.Body, batch);
                _codec.Flush(batch);
                Describe(batch, first, message);
            }
            while (next < messages.Count && !batch.IsFull);

            batch.OnCompleted(static (outcome, state) => ((Action<BatchOutcome>)state!)(outcome), (Action<BatchOutcome>)(outcome => keeper.End(ids, outcome)));
            await input.PublishAsync(batch, stop).ConfigureAwait(false);
            return next;
        }
        catch
        {
            // Whatever it is: held for ever, these would be hidden from everybody and taken for known when they come again.
            keeper.End([.. messages.Skip(begin).Select(message => message.Id)], BatchOutcome.Abandoned);
            throw;
        }
    }

    private void Describe(EventBatch batch, int first, SqsMessage message)
    {
        for (var i = first; i < batch.Count; i++)
        {
            if (options.IdField is { } id)
            {
                // Several events of one message must not take each other's place where the id becomes that of the document.
                Set(batch[i], id, i == first ? message.Id : string.Create(CultureInfo.InvariantCulture, $"{message.Id}-{i - first + 1}"));
            }

            if (options.Md5Field is { } md5)
            {
                Set(batch[i], md5, message.BodyMd5);
            }

            if (options.SentTimestampField is { } field && message.Sent is { } sent)
            {
                Set(batch[i], field, Timestamp.From(sent));
            }
        }
    }

    private static void Set(Event target, FieldReference field, object value)
    {
        try
        {
            target.Set(field, value);
        }
        catch (InvalidFieldException)
        {
            // What the sender put there stays; the event goes on without ours.
            target.Tag(EventSource.FailureTag);
        }
    }

    private void NoteAge(IReadOnlyList<SqsMessage> messages)
    {
        var oldest = messages.Where(message => message.Sent is not null).Select(message => message.Sent!.Value).DefaultIfEmpty(context.Clock.GetUtcNow()).Min();
        context.Counters.Set("oldest_message_age_seconds", (long)Math.Max(0, (context.Clock.GetUtcNow() - oldest).TotalSeconds));
    }
}
