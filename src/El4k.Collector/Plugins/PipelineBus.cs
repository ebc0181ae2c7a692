using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>Connects the pipelines of one process: the output <c>pipeline</c> of one hands events to the input <c>pipeline</c> of another by an address. Safe for all threads.</summary>
public sealed class PipelineBus
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PipelineAddress> _addresses = new(StringComparer.Ordinal);

    /// <summary>Begins to take what is sent to an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="pipeline">The id of the pipeline.</param>
    /// <param name="owner">The pipeline: its inputs can follow each other at a reload without a gap.</param>
    /// <param name="receive">Takes events, which are copied; its task ends when the pipeline has taken responsibility, and tells whether it has.</param>
    /// <returns>Disposed to take nothing more; null when an input of another pipeline has the address.</returns>
    public IDisposable? Listen(string address, string pipeline, object owner, Func<ReadOnlyMemory<Event>, CancellationToken, Task<bool>> receive)
    {
        lock (_gate)
        {
            return Find(address).Listen(pipeline, owner, receive);
        }
    }

    /// <summary>Notes that an output sends to addresses, so that their inputs go on until it is closed.</summary>
    /// <param name="pipeline">The id of the output's pipeline.</param>
    /// <param name="addresses">The addresses, each once.</param>
    /// <returns>Disposed when it sends nothing more.</returns>
    public IDisposable Connect(string pipeline, IReadOnlyCollection<string> addresses)
    {
        lock (_gate)
        {
            return new PipelineConnection(pipeline, [.. addresses.Select(Find)]);
        }
    }

    /// <summary>Which pipelines send to which ones now, by their ids; each pair once.</summary>
    public IReadOnlyList<(string From, string To)> ReadRoutes()
    {
        lock (_gate)
        {
            return [.. _addresses.Values.Where(address => address.Receiver is not null).SelectMany(address => address.Senders.Select(sender => (sender, address.Pipeline))).Distinct()];
        }
    }

    /// <summary>Whether an input has the address now.</summary>
    public bool IsListening(string address)
    {
        lock (_gate)
        {
            return Find(address).Receiver is not null;
        }
    }

    /// <summary>Ends when an input has the address.</summary>
    public Task WhenListeningAsync(string address, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Find(address).Listening.WaitAsync(cancellation);
        }
    }

    /// <summary>Ends when no output sends to the address.</summary>
    public Task WhenUnconnectedAsync(string address)
    {
        lock (_gate)
        {
            return Find(address).Unconnected;
        }
    }

    /// <summary>Hands events to the input that has the address.</summary>
    /// <returns>Whether it has taken responsibility for them; false also when there is no such input.</returns>
    public Task<bool> SendAsync(string address, ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        Func<ReadOnlyMemory<Event>, CancellationToken, Task<bool>>? receiver;
        lock (_gate)
        {
            receiver = Find(address).Receiver;
        }

        return receiver is null ? Task.FromResult(false) : receiver(events, cancellation);
    }

    private PipelineAddress Find(string address)
    {
        if (!_addresses.TryGetValue(address, out PipelineAddress? found))
        {
            _addresses[address] = found = new PipelineAddress(_gate);
        }

        return found;
    }
}
