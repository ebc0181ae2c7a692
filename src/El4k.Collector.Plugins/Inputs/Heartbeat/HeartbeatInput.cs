using System.Globalization;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Heartbeat;

/// <summary>Makes an event at regular intervals, so that its absence shows that something stands still.</summary>
internal sealed class HeartbeatInput : IInput
{
    private readonly HeartbeatFields _fields;
    private readonly TimeSpan _interval;
    private readonly long _count;
    private readonly HeartbeatSequence _sequence;
    private readonly byte[]? _message;
    private readonly byte[] _host = Encoding.UTF8.GetBytes(Environment.MachineName);
    private readonly TimeProvider _clock;

    /// <exception cref="PluginOptionException">The interval or the count cannot be meant.</exception>
    public HeartbeatInput(HeartbeatOptions options, PluginContext context)
    {
        if (options.Interval is not (>= 0.001 and <= 1_000_000))
        {
            throw new PluginOptionException("interval", string.Create(CultureInfo.InvariantCulture, $"the seconds between two events lie between 0.001 and 1000000, not {options.Interval}"));
        }

        if (options.Count < -1)
        {
            throw new PluginOptionException("count", string.Create(CultureInfo.InvariantCulture, $"the number of events must not be negative: {options.Count}; -1 is without end"));
        }

        _clock = context.Clock;
        _interval = TimeSpan.FromSeconds(options.Interval);
        _count = options.Count;
        _fields = new HeartbeatFields(context.EcsCompatibility);
        var asked = options.Message switch
        {
            _ when !_fields.MessageAsksForSequence => HeartbeatSequence.None,
            "epoch" => HeartbeatSequence.Epoch,
            "sequence" => HeartbeatSequence.Sequence,
            _ => HeartbeatSequence.None,
        };
        _sequence = options.Sequence ?? asked;
        _message = asked == HeartbeatSequence.None ? Encoding.UTF8.GetBytes(options.Message) : null;
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_interval, _clock);
        var codec = context.CreateCodec();
        for (var number = 0L; _count < 0 || number < _count; number++)
        {
            // The first one comes at once: it says that the pipeline is up.
            if (number > 0 && !await WaitAsync(timer, stop).ConfigureAwait(false))
            {
                return;
            }

            if (stop.IsCancellationRequested)
            {
                return;
            }

            await context.PublishAsync(Beat(context.RentBatch(), codec, number), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> WaitAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private EventBatch Beat(EventBatch batch, ICodec codec, long number)
    {
        if (_message is null)
        {
            batch.Add();
        }
        else
        {
            codec.Decode(_message, batch);
            codec.Flush(batch);
        }

        if (_sequence != HeartbeatSequence.None)
        {
            EventSource.AddValue(batch, 0, _fields.Sequence, _sequence == HeartbeatSequence.Epoch ? _clock.GetUtcNow().ToUnixTimeSeconds() : number);
        }

        EventSource.AddText(batch, 0, _fields.Host, _host);
        return batch;
    }
}
