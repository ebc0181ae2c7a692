using System.Globalization;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;
using El4k.Collector.Plugins.Retries;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>Sends events as HTTP requests; each is delivered when its server says so.</summary>
internal sealed class HttpOutput : IOutput, IAsyncDisposable
{
    private const int TooLarge = 413;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly HttpOutputOptions _options;
    private readonly PluginContext _context;
    private readonly RequestBodies _bodies;
    private readonly HttpSender _sender;
    private readonly RefusedEvents _refused;
    private readonly OccasionalWarning _failures;

    /// <exception cref="PluginOptionException">An option cannot be meant, or a file that it names is missing or wrong.</exception>
    public HttpOutput(HttpOutputOptions options, PluginContext context)
    {
        HttpOptionsCheck.Check(options, context.Log);
        _options = options;
        _context = context;
        _bodies = new RequestBodies(options, context.FieldEscapes);
        _sender = new HttpSender(options, _bodies.ContentType, context);
        _refused = new RefusedEvents(context);
        _failures = new OccasionalWarning(context.Log, context.Clock);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        if (_options.Format == BodyFormat.JsonBatch)
        {
            // One server after the other, each with all of its events.
            foreach (var target in events.ToArray().GroupBy(item => _options.Url.Format(item), StringComparer.Ordinal))
            {
                await DeliverAsync(target.Key, [.. target], cancellation).ConfigureAwait(false);
            }

            return;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(_options.PoolMax, _options.PoolMaxPerRoute), CancellationToken = cancellation };
        await Parallel.ForAsync(
            0,
            events.Length,
            parallel,
            (i, token) => new ValueTask(DeliverAsync(_options.Url.Format(events.Span[i]), [events.Span[i]], token))).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _sender.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task DeliverAsync(string url, Event[] events, CancellationToken cancellation)
    {
        if (!HttpTarget.TryParse(url, out var target))
        {
            await RefuseAsync(events, $"url => \"{_options.Url.Text}\" gives \"{url}\", which is no URL of http or https", cancellation).ConfigureAwait(false);
            return;
        }

        var body = _options.Format == BodyFormat.JsonBatch ? _bodies.WriteBatch(events) : _bodies.Write(events[0]);
        var backoff = new RetryBackoff(FirstDelay, LongestDelay, Random.Shared);
        for (var silent = 0; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            _context.Counters.Add("requests", 1);
            var result = await _sender.SendAsync(target, events[0], body, cancellation).ConfigureAwait(false);
            if (result.Status is >= 200 and <= 299 || _options.IgnorableCodes.Contains(result.Status))
            {
                return;
            }

            if (result.Status == TooLarge && events.Length > 1)
            {
                await DeliverAsync(url, events[..(events.Length / 2)], cancellation).ConfigureAwait(false);
                await DeliverAsync(url, events[(events.Length / 2)..], cancellation).ConfigureAwait(false);
                return;
            }

            if (!_options.RetryFailed || (result.Status != 0 && !_options.RetryableCodes.Contains(result.Status)))
            {
                await RefuseAsync(events, $"{_options.HttpMethod.ToString().ToUpperInvariant()} {HttpTarget.ServerOf(target)}{target.AbsolutePath}: {result.Reason}", cancellation).ConfigureAwait(false);
                return;
            }

            _context.Counters.Add("retries", 1);
            if (result.Status == 0 && silent++ < _options.AutomaticRetries)
            {
                continue;
            }

            await WaitAsync(backoff, target, result, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(RetryBackoff backoff, Uri target, HttpResult result, CancellationToken cancellation)
    {
        var delay = backoff.Next();
        delay = result.RetryAfter > delay ? result.RetryAfter.Value : delay;
        delay = delay < LongestDelay ? delay : LongestDelay;
        _failures.Write(string.Create(CultureInfo.InvariantCulture, $"{HttpTarget.ServerOf(target)} did not take an event: {result.Reason.TrimEnd('.')}. Trying again in {delay.TotalSeconds:0.#} s."));
        await Task.Delay(delay, _context.Clock, cancellation).ConfigureAwait(false);
    }

    private async ValueTask RefuseAsync(Event[] events, string reason, CancellationToken cancellation)
    {
        _failures.Write($"Events are refused for good and kept as dead letters: {reason}");
        foreach (var item in events)
        {
            await _refused.AddAsync(item, reason, cancellation).ConfigureAwait(false);
        }
    }
}
