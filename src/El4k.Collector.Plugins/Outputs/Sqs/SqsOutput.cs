using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using El4k.Aws.Credentials;
using El4k.Aws.Sqs;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Aws;
using El4k.Collector.Plugins.Retries;

namespace El4k.Collector.Plugins.Outputs.Sqs;

/// <summary>Sends events to an SQS queue, up to ten a request. Safe for all threads.</summary>
/// <remarks>A queue that is away, throttles, or does not let the keys in is waited for; a message that it will never take is dead-lettered.</remarks>
internal sealed class SqsOutput : IOutput, IAsyncDisposable
{
    // Requests of one delivery under way at a time; a standard queue keeps no order anyway.
    private const int ParallelRequests = 4;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(64);

    private readonly SqsOutputOptions _options;
    private readonly PluginContext _context;
    private readonly QueueName _queue;
    private readonly CredentialChain _credentials;
    private readonly SqsClient _client;
    private readonly RefusedEvents _refused;
    private volatile string? _queueUrl;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public SqsOutput(SqsOutputOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _queue = QueueName.Parse(options.Queue, options.OwnerAccountId);
        if (_queue.Name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            throw new PluginOptionException("queue", "a FIFO queue wants a group for each message, which Logstash's output has no option for; use a standard queue");
        }

        if (options.BatchEvents is < 1 or > SqsClient.BatchEntries)
        {
            throw new PluginOptionException("batch_events", string.Create(CultureInfo.InvariantCulture, $"a request carries 1 to {SqsClient.BatchEntries} events, not {options.BatchEvents}"));
        }

        if (options.MessageMaxSize.Bytes is < 1 or > SqsClient.MessageBytes)
        {
            throw new PluginOptionException("message_max_size", $"the queue service takes messages of up to 1 MiB, not of {options.MessageMaxSize.Bytes} bytes");
        }

        _credentials = AwsAccess.Credentials(options);
        _client = AwsAccess.Sqs(options, _credentials, context);
        _refused = new RefusedEvents(context);
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(StartPatience, _context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            _queueUrl = await _queue.ResolveAsync(_client, "sqs", _options.Region, either.Token).ConfigureAwait(false);
        }
        catch (SqsException away)
        {
            _context.Log.Warning($"The queue service cannot be asked yet; events wait for it. {away.Message}");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            _context.Log.Warning($"The queue service gave no answer within {StartPatience.TotalSeconds:0} s; events wait for it.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        var messages = await EncodeAsync(events, cancellation).ConfigureAwait(false);
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelRequests, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Group(messages), options, (group, giveUp) => DeliverAsync(group, events, giveUp)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _credentials.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<List<EncodedMessage>> EncodeAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        var codec = _context.Codec!.Clone();
        var messages = new List<EncodedMessage>(events.Length);
        for (var i = 0; i < events.Length; i++)
        {
            var body = new ArrayBufferWriter<byte>(512);
            codec.Encode(events.Span[i], body);
            if (body.WrittenCount > _options.MessageMaxSize.Bytes || body.WrittenCount == 0)
            {
                var reason = body.WrittenCount == 0 ? "the codec made an empty message of the event, which a queue does not take"
                    : $"the message has {body.WrittenCount} bytes, more than message_max_size => {_options.MessageMaxSize.Bytes}";
                await _refused.AddAsync(events.Span[i], reason, cancellation).ConfigureAwait(false);
                continue;
            }

            // A queue takes text only: bytes that are none become the sign for that.
            var text = Utf8.IsValid(body.WrittenSpan) ? body.WrittenMemory : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.WrittenSpan));
            messages.Add(new EncodedMessage(i, text));
        }

        return messages;
    }

    private IEnumerable<List<EncodedMessage>> Group(List<EncodedMessage> messages)
    {
        var group = new List<EncodedMessage>();
        var bytes = 0;
        foreach (var message in messages)
        {
            if (group.Count == _options.BatchEvents || (group.Count > 0 && bytes + message.Body.Length > SqsClient.MessageBytes))
            {
                yield return group;
                group = [];
                bytes = 0;
            }

            group.Add(message);
            bytes += message.Body.Length;
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    // Returns once each message is in the queue or dead-lettered.
    private async ValueTask DeliverAsync(List<EncodedMessage> group, ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        var backoff = new RetryBackoff(FirstPause, LongestPause, Random.Shared);
        while (group.Count > 0)
        {
            try
            {
                _queueUrl ??= await _queue.ResolveAsync(_client, "sqs", _options.Region, cancellation).ConfigureAwait(false);
                var failures = await _client.SendAsync(_queueUrl, [.. group.Select(message => message.Body)], cancellation).ConfigureAwait(false);
                _context.Counters.Add("messages_sent", group.Count - failures.Count);
                group = await SortOutAsync(group, events, failures, cancellation).ConfigureAwait(false);
                if (group.Count > 0)
                {
                    await WaitAsync(backoff, $"The queue put off {failures.Count} messages: {failures[0].Code}: {failures[0].Message}", cancellation).ConfigureAwait(false);
                }
            }
            catch (SqsException failure) when (IsTheMessages(failure))
            {
                await DeliverInPartsAsync(group, events, failure, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception failure) when (failure is SqsException or AwsCredentialsException or PluginStartException)
            {
                await WaitAsync(backoff, failure.Message, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<List<EncodedMessage>> SortOutAsync(List<EncodedMessage> group, ReadOnlyMemory<Event> events, IReadOnlyList<SqsFailure> failures, CancellationToken cancellation)
    {
        foreach (var failure in failures.Where(failure => failure.IsSenderFault))
        {
            await _refused.AddAsync(events.Span[group[failure.Index].Event], $"{failure.Code}: {failure.Message}", cancellation).ConfigureAwait(false);
        }

        return [.. failures.Where(failure => !failure.IsSenderFault).Select(failure => group[failure.Index])];
    }

    // One by one, the message that is at fault shows itself.
    private async ValueTask DeliverInPartsAsync(List<EncodedMessage> group, ReadOnlyMemory<Event> events, SqsException failure, CancellationToken cancellation)
    {
        if (group.Count == 1)
        {
            await _refused.AddAsync(events.Span[group[0].Event], failure.Message, cancellation).ConfigureAwait(false);
            return;
        }

        var half = group.Count / 2;
        await DeliverAsync(group[..half], events, cancellation).ConfigureAwait(false);
        await DeliverAsync(group[half..], events, cancellation).ConfigureAwait(false);
    }

    // Whether the request was refused for what is in it, and not for who sends it or where to.
    private static bool IsTheMessages(SqsException failure) => failure is { Status: 400 or 413, IsTransient: false, IsQueueMissing: false, IsDenied: false };

    private Task WaitAsync(RetryBackoff backoff, string reason, CancellationToken cancellation)
    {
        var delay = backoff.Next();
        _context.Counters.Add("retries", 1);
        _context.Log.Warning(string.Create(CultureInfo.InvariantCulture, $"{reason.TrimEnd('.')}. Trying again in {delay.TotalSeconds:0.#} s."));
        return Task.Delay(delay, _context.Clock, cancellation);
    }
}
