using System.Globalization;
using El4k.Aws.Credentials;
using El4k.Aws.Sqs;
using El4k.Collector.Plugins.Aws;
using El4k.Collector.Plugins.Retries;

namespace El4k.Collector.Plugins.Inputs.Sqs;

/// <summary>Works off an SQS queue: a message is deleted once its events are delivered, hidden from others until then, and given back when they are given up.</summary>
internal sealed class SqsInput : IInput, IAsyncDisposable
{
    private const int MostThreads = 64;

    // What a queue has that says nothing else.
    private static readonly TimeSpan UsualVisibility = TimeSpan.FromSeconds(30);

    // A network that is away is waited for while everything else runs already.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);

    private readonly SqsInputOptions _options;
    private readonly PluginContext _context;
    private readonly QueueName _queue;
    private readonly CredentialChain _credentials;
    private readonly SqsClient _client;
    private string? _queueUrl;
    private MessageKeeper? _keeper;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public SqsInput(SqsInputOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _queue = QueueName.Parse(options.Queue, options.OwnerAccountId);
        if (options.Threads is < 1 or > MostThreads)
        {
            throw new PluginOptionException("threads", string.Create(CultureInfo.InvariantCulture, $"between 1 and {MostThreads} requests may wait for messages, not {options.Threads}"));
        }

        if (options.PollingFrequency is < 0 or > SqsClient.LongestWaitSeconds)
        {
            throw new PluginOptionException("polling_frequency", string.Create(CultureInfo.InvariantCulture, $"the queue service waits 0 to {SqsClient.LongestWaitSeconds} seconds for messages, not {options.PollingFrequency}"));
        }

        _credentials = AwsAccess.Credentials(options);
        _client = AwsAccess.Sqs(options, _credentials, context);
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
            _context.Log.Warning($"The queue service cannot be asked yet; the input waits for it. {away.Message}");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            _context.Log.Warning($"The queue service gave no answer within {StartPatience.TotalSeconds:0} s; the input waits for it.");
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        try
        {
            var backoff = NewBackoff();
            while (_keeper is null)
            {
                await TryAsync(async () => _keeper = await OpenAsync(stop).ConfigureAwait(false), backoff, stop).ConfigureAwait(false);
            }

            await Task.WhenAll(Enumerable.Range(0, _options.Threads).Select(_ => PollAsync(_keeper, context, stop))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What waited for room is given back to the queue.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_keeper is not null)
        {
            await _keeper.DisposeAsync().ConfigureAwait(false);
        }

        _client.Dispose();
        _credentials.Dispose();
    }

    private static RetryBackoff NewBackoff() => new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(64), Random.Shared);

    private async Task<MessageKeeper> OpenAsync(CancellationToken stop)
    {
        _queueUrl ??= await _queue.ResolveAsync(_client, "sqs", _options.Region, stop).ConfigureAwait(false);
        return new MessageKeeper(_client, _queueUrl, await ReadVisibilityAsync(_queueUrl, stop).ConfigureAwait(false), _context);
    }

    private async Task<TimeSpan> ReadVisibilityAsync(string queueUrl, CancellationToken stop)
    {
        try
        {
            var attributes = await _client.GetQueueAttributesAsync(queueUrl, ["VisibilityTimeout"], stop).ConfigureAwait(false);
            return attributes.TryGetValue("VisibilityTimeout", out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(Math.Max(1, seconds)) : UsualVisibility;
        }
        catch (SqsException denied) when (!denied.IsTransient)
        {
            _context.Log.Warning(
                $"The queue's visibility timeout may not be read ({denied.Message}); {UsualVisibility.TotalSeconds:0} s are taken. Allow sqs:GetQueueAttributes, or messages of a queue with a shorter one may come twice.");
            return UsualVisibility;
        }
    }

    // Never ends before the stop: what fails is said, waited out and tried again.
    private async Task PollAsync(MessageKeeper keeper, InputContext context, CancellationToken stop)
    {
        var poll = new QueuePoll(_client, _queueUrl!, keeper, _options, context, _context);
        var backoff = NewBackoff();
        while (!stop.IsCancellationRequested)
        {
            await TryAsync(() => poll.RunOnceAsync(stop), backoff, stop).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(Func<Task> work, RetryBackoff backoff, CancellationToken stop)
    {
        try
        {
            await work().ConfigureAwait(false);
            backoff.Reset();
        }
        catch (Exception failure) when (failure is SqsException or AwsCredentialsException or PluginStartException)
        {
            var delay = backoff.Next();
            _context.Counters.Add("queue_errors", 1);
            _context.Log.Warning(string.Create(CultureInfo.InvariantCulture, $"No messages can be received: {failure.Message.TrimEnd('.')}. Trying again in {delay.TotalSeconds:0.#} s."));
            await Task.Delay(delay, _context.Clock, stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Left to the pipeline, one of several polls would be missing until the next start, and nobody would say so.
            var delay = backoff.Next();
            _context.Counters.Add("queue_errors", 1);
            _context.Log.Error(string.Create(CultureInfo.InvariantCulture, $"Messages could not be taken; they are given back to the queue. Trying again in {delay.TotalSeconds:0.#} s."), failure);
            await Task.Delay(delay, _context.Clock, stop).ConfigureAwait(false);
        }
    }
}
