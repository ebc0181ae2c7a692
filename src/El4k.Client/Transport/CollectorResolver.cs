using System.Net;
using System.Net.Sockets;

namespace El4k.Client.Transport;

/// <summary>Knows the collector's current addresses: looks them up in the background and keeps the last good ones.</summary>
/// <remarks>
/// Nothing is looked up before the first call. IPv4 comes before IPv6: a datagram to an address nobody listens on may vanish
/// without a sign, and Logstash listens on IPv4 by default. Within a family the order is random per process, so that many
/// senders spread over many collectors. Any thread.
/// </remarks>
internal sealed class CollectorResolver
{
    /// <summary>How long an answer is used before it is asked for again; half of the usual time to live of a private zone.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly string _host;
    private readonly TimeProvider _time;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _lookUp;
    private readonly CancellationToken _stopping;
    private readonly Lock _gate = new();
    private IPAddress[] _addresses = [];
    private Task? _running;
    private DateTimeOffset _nextLookUp = DateTimeOffset.MinValue;

    public CollectorResolver(
        string host, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> lookUp, CancellationToken stopping)
    {
        _host = host;
        _time = time;
        _lookUp = lookUp;
        _stopping = stopping;
        if (IPAddress.TryParse(host, out var literal))
        {
            _addresses = [literal];
            _nextLookUp = DateTimeOffset.MaxValue;
        }
    }

    /// <summary>The addresses known now, best first; empty before the first answer. Starts a look-up when they are old.</summary>
    public IPAddress[] Current
    {
        get
        {
            RefreshIfOld();
            return Volatile.Read(ref _addresses);
        }
    }

    /// <summary>Ends when there is an address or the look-up under way has failed.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        Current.Length > 0 ? Task.CompletedTask : (Volatile.Read(ref _running) ?? Task.CompletedTask).WaitAsync(cancellationToken);

    /// <summary>Asks again at the next occasion, because an address did not answer.</summary>
    public void Suspect()
    {
        lock (_gate)
        {
            var soon = _time.GetUtcNow() + RetryAfter;
            if (_nextLookUp != DateTimeOffset.MaxValue && _nextLookUp > soon)
            {
                _nextLookUp = soon;
            }
        }
    }

    private void RefreshIfOld()
    {
        lock (_gate)
        {
            if (_running is { IsCompleted: false } || _time.GetUtcNow() < _nextLookUp)
            {
                return;
            }

            // Some resolvers block before their first await; the caller must not wait for them.
            _running = Task.Run(LookUpAsync, CancellationToken.None);
        }
    }

    private async Task LookUpAsync()
    {
        IPAddress[] found;
        try
        {
            found = await _lookUp(_host, _stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ArgumentException)
        {
            found = []; // The last good addresses stay; the senders report what they cannot reach.
        }

        Random.Shared.Shuffle(found);
        lock (_gate)
        {
            if (found.Length > 0)
            {
                var known = _addresses;
                // What is in use stays in front, so that a refresh does not move every sender.
                Volatile.Write(
                    ref _addresses,
                    [.. found.OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).ThenBy(a => Rank(known, a))]);
            }

            _nextLookUp = _time.GetUtcNow() + (found.Length > 0 ? RefreshAfter : RetryAfter);
        }
    }

    private static int Rank(IPAddress[] known, IPAddress address)
    {
        var at = Array.IndexOf(known, address);
        return at < 0 ? int.MaxValue : at;
    }
}
