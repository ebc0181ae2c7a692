using El4k.Aws.Credentials;
using El4k.Aws.Sqs;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Retries;

namespace El4k.Collector.Plugins.Inputs.Sqs;

/// <summary>Keeps the queue's word about each held message: deletes what is delivered, hides longer what is under way, gives back what was given up.</summary>
/// <remarks>One task does all of it, so that requests carry as many messages as there are; several requests run at a time. What fails is tried again. Safe for all threads.</remarks>
internal sealed class MessageKeeper : IAsyncDisposable
{
    // Several requests of ten at a time, so that deleting keeps up with any number of polls.
    private const int ParallelRequests = 8;

    // The stop of the program waits no longer than this; what is not deleted then comes again once its time is over, with the same id.
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    private readonly SqsClient _client;
    private readonly string _queueUrl;
    private readonly TimeSpan _hidden;
    private readonly PluginContext _context;
    private readonly MessageLedger _ledger;
    private readonly SemaphoreSlim _changed = new(0);
    private readonly CancellationTokenSource _giveUp = new();
    private readonly RetryBackoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(16), Random.Shared);
    private readonly Task _keeping;
    private DateTimeOffset _nextExtension;
    private volatile bool _isIdle;
    private volatile bool _isClosing;

    /// <param name="hidden">How long the queue hides a message it has given out.</param>
    public MessageKeeper(SqsClient client, string queueUrl, TimeSpan hidden, PluginContext context)
    {
        _client = client;
        _queueUrl = queueUrl;
        _hidden = hidden;
        _context = context;
        _ledger = new MessageLedger(context.Clock);
        _keeping = Task.Run(KeepAsync);
    }

    /// <summary>Takes a message up; see <see cref="MessageLedger.TryAdd"/>.</summary>
    public bool TryTake(SqsMessage message)
    {
        if (!_ledger.TryAdd(message, _hidden))
        {
            _context.Counters.Add("redelivered", 1);
            return false;
        }

        _context.Counters.Set("in_flight", _ledger.Count);
        if (_isIdle)
        {
            // Nothing was held, so nothing would wake the keeper when it is time to hide this one longer.
            Wake();
        }

        return true;
    }

    /// <summary>Notes how a batch ended.</summary>
    public void End(IReadOnlyList<string> ids, BatchOutcome outcome)
    {
        _ledger.End(ids, outcome);
        Wake();
    }

    /// <summary>Deletes and gives back what is left, for a short time at most.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        _giveUp.CancelAfter(ClosePatience);
        Wake();
        await _keeping.ConfigureAwait(false);
        _giveUp.Dispose();
    }

    private void Wake() => _changed.Release();

    private async Task KeepAsync()
    {
        try
        {
            while (!_isClosing || _ledger.Count > 0)
            {
                if (_isClosing)
                {
                    // Nobody will say any more what became of those that are still under way.
                    _ledger.AbandonRest();
                }
                else
                {
                    await SleepAsync().ConfigureAwait(false);
                }

                if (!await TryRoundAsync().ConfigureAwait(false))
                {
                    await Task.Delay(_backoff.Next(), _context.Clock, _giveUp.Token).ConfigureAwait(false);
                    Wake();
                }
            }
        }
        catch (OperationCanceledException) when (_giveUp.IsCancellationRequested)
        {
            _context.Log.Warning($"{_ledger.Count} messages could not be deleted from the queue or given back to it before the end; they come again once their visibility timeout is over.");
        }
    }

    private async Task SleepAsync()
    {
        // First the word, then the look: whoever adds a message looks for the word afterwards.
        _isIdle = true;
        var isEmpty = _ledger.Count == 0;
        _isIdle = isEmpty;
        var left = _nextExtension - _context.Clock.GetUtcNow();

        // A clock that was set back must not make the messages wait.
        left = left < _hidden ? left : _hidden / 2;
        using var alarm = new CancellationTokenSource(isEmpty ? Timeout.InfiniteTimeSpan : left > TimeSpan.Zero ? left : TimeSpan.Zero, _context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(alarm.Token, _giveUp.Token);
        try
        {
            await _changed.WaitAsync(either.Token).ConfigureAwait(false);
            while (await _changed.WaitAsync(0, CancellationToken.None).ConfigureAwait(false))
            {
                // One round serves all who knocked.
            }
        }
        catch (OperationCanceledException) when (!_giveUp.IsCancellationRequested)
        {
            // Time to hide messages longer.
        }
    }

    // False when something is left that should be tried again after a while.
    private async Task<bool> TryRoundAsync()
    {
        try
        {
            var isDone = await DeleteAsync().ConfigureAwait(false) & await GiveBackAsync().ConfigureAwait(false);
            await ExtendAsync().ConfigureAwait(false);
            _context.Counters.Set("in_flight", _ledger.Count);
            if (isDone)
            {
                _backoff.Reset();
            }

            return isDone;
        }
        catch (Exception failure) when (failure is SqsException or AwsCredentialsException)
        {
            _context.Counters.Add("queue_errors", 1);
            _context.Log.Warning($"Messages wait to be deleted from the queue or hidden longer: {failure.Message}");
            return false;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The keeper must outlive whatever else is wrong: without it no message is deleted ever again.
            _context.Counters.Add("queue_errors", 1);
            _context.Log.Error("Messages wait to be deleted from the queue or hidden longer; what the queue service answered is not understood.", failure);
            return false;
        }
    }

    private async Task<bool> DeleteAsync()
    {
        var isDone = true;
        while (isDone && _ledger.Take(BatchOutcome.Delivered, ParallelRequests * SqsClient.BatchEntries) is { Count: > 0 } delivered)
        {
            var requests = delivered.Chunk(SqsClient.BatchEntries).Select(chunk =>
                SettleAsync(chunk, _client.DeleteAsync(_queueUrl, Handles(chunk), _giveUp.Token), "deleted", "be deleted"));
            isDone = (await Task.WhenAll(requests).ConfigureAwait(false)).All(isSettled => isSettled);
        }

        return isDone;
    }

    private async Task<bool> GiveBackAsync()
    {
        var isDone = true;
        while (isDone && _ledger.Take(BatchOutcome.Abandoned, ParallelRequests * SqsClient.BatchEntries) is { Count: > 0 } abandoned)
        {
            var requests = abandoned.Chunk(SqsClient.BatchEntries).Select(chunk =>
                SettleAsync(chunk, _client.ChangeVisibilityAsync(_queueUrl, Handles(chunk), TimeSpan.Zero, _giveUp.Token), "given_back", "be given back"));
            isDone = (await Task.WhenAll(requests).ConfigureAwait(false)).All(isSettled => isSettled);
        }

        return isDone;
    }

    private async Task ExtendAsync()
    {
        if (_context.Clock.GetUtcNow() < _nextExtension)
        {
            return;
        }

        var expiring = _ledger.FindExpiring(_hidden, out var next);
        foreach (var chunk in expiring.Chunk(SqsClient.BatchEntries))
        {
            var failures = await _client.ChangeVisibilityAsync(_queueUrl, Handles(chunk), _hidden, _giveUp.Token).ConfigureAwait(false);
            _context.Counters.Add("extended", chunk.Length - failures.Count);
            foreach (var held in chunk)
            {
                // Also one that could not be hidden is asked for again only at the next half.
                _ledger.Extend(held, _context.Clock.GetUtcNow() + _hidden);
            }

            if (failures.Count > 0)
            {
                _context.Counters.Add("extension_failures", failures.Count);
                _context.Log.Warning($"The queue does not hide {failures.Count} messages longer ({failures[0].Code}: {failures[0].Message}); they may come again, and are then known by their ids.");
            }
        }

        // Only now: what failed on the way is looked for again by the next round.
        _nextExtension = next;
    }

    // Forgets what was carried out and what never will be. False when something is left.
    private async Task<bool> SettleAsync(HeldMessage[] chunk, Task<IReadOnlyList<SqsFailure>> request, string counter, string what)
    {
        IReadOnlyList<SqsFailure> failures;
        try
        {
            failures = await request.ConfigureAwait(false);
        }
        catch
        {
            _ledger.Return(chunk);
            throw;
        }

        var left = new List<HeldMessage>();
        for (var i = 0; i < chunk.Length; i++)
        {
            var failure = failures.FirstOrDefault(failed => failed.Index == i);
            if (failure is { IsSenderFault: false })
            {
                left.Add(chunk[i]);
            }
            else
            {
                _context.Counters.Add(failure is null ? counter : "queue_errors", 1);
                _ledger.Remove(chunk[i]);
            }
        }

        if (failures.Count > 0)
        {
            var first = failures[0];
            _context.Log.Warning($"{failures.Count} messages could not {what} ({first.Code}: {first.Message}); {(left.Count > 0 ? $"{left.Count} of them are tried again" : "they may come again")}.");
        }

        _ledger.Return(left);
        return left.Count == 0;
    }

    private static string[] Handles(HeldMessage[] chunk) => [.. chunk.Select(held => held.Handle)];
}
