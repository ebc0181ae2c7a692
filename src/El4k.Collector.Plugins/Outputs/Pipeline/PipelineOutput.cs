using System.Collections.Concurrent;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Outputs.Pipeline;

/// <summary>Hands events to other pipelines of this process. They are delivered once those pipelines have taken responsibility for them.</summary>
internal sealed class PipelineOutput : IOutput, IAsyncDisposable
{
    private readonly PipelineOutputOptions _options;
    private readonly PluginContext _context;
    private readonly PipelineBus _bus;
    private readonly string[] _addresses;
    private readonly ConcurrentDictionary<string, bool> _missing = new(StringComparer.Ordinal);
    private IDisposable? _connection;

    /// <exception cref="PluginOptionException">There is no address.</exception>
    public PipelineOutput(PipelineOutputOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _addresses = [.. options.SendTo.Distinct(StringComparer.Ordinal)];
        _bus = context.GetHostPart<PipelineBus>() ?? new PipelineBus();
        if (options.SendTo.Count == 0)
        {
            throw new PluginOptionException("send_to", "give the address of at least one input");
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        _connection = _bus.Connect(_context.GetHostPart<PipelineName>()?.Id ?? "", _addresses);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation) =>
        await Task.WhenAll(_addresses.Select(address => SendAsync(address, events, cancellation))).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(string address, ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        while (!await TrySendAsync(address, events, cancellation).ConfigureAwait(false))
        {
            if (!_options.EnsureDelivery)
            {
                _context.Counters.AddDropped(events.Length);
                Tell(address, "they are dropped for it (ensure_delivery => false)");
                return;
            }

            if (!_bus.IsListening(address))
            {
                Tell(address, "they wait for it");
            }

            await _bus.WhenListeningAsync(address, cancellation).ConfigureAwait(false);
        }

        _missing.TryRemove(address, out _);
    }

    private async Task<bool> TrySendAsync(string address, ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        try
        {
            return await _bus.SendAsync(address, events, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The pipeline behind the address has stopped: nobody took these events.
            await Task.Yield();
            return false;
        }
    }

    private void Tell(string address, string what)
    {
        if (_missing.TryAdd(address, true))
        {
            _context.Log.Warning($"No pipeline of this process has an input with the address \"{address}\": events for it came, and {what}.");
        }
    }
}
