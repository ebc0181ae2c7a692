using El4k.Client.Timing;

namespace El4k.Client.Accounting;

/// <summary>Reports every ten seconds what was sent and lost since the last report, as a record of kind <c>client_stats</c>.</summary>
/// <remarks>
/// The numbers are differences, so that their sum over any range of time is the total. Set off by the first record after
/// an idle time and silent when nothing is sent.
/// </remarks>
internal sealed class ClientStats : IDisposable
{
    /// <summary>The metric's kind.</summary>
    public const string Kind = "client_stats";

    /// <summary>The time between two reports.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly LossCounters _counters;
    private readonly Func<string?> _source;
    private readonly Action<El4kField[]> _send;
    private readonly Alarm _alarm;
    private readonly Lock _gate = new();
    private readonly long[] _reported = new long[LossCounters.Names.Length];

    /// <param name="counters">What to report.</param>
    /// <param name="time">The clock.</param>
    /// <param name="source">Where the datagrams come from; with it the collector finds its own count of them.</param>
    /// <param name="send">Sends one report.</param>
    /// <param name="onFault">Receives what sending throws.</param>
    public ClientStats(
        LossCounters counters, TimeProvider time, Func<string?> source, Action<El4kField[]> send, Action<Exception> onFault)
    {
        _counters = counters;
        _source = source;
        _send = send;
        _alarm = new Alarm(time, Every, Report, onFault);
    }

    /// <summary>Notes that a record was written. Any thread; waits for nothing.</summary>
    public void NoteActivity() => _alarm.Set();

    /// <summary>Sends a report now, if anything has changed since the last.</summary>
    public void Report()
    {
        lock (_gate)
        {
            var fields = new El4kField[_reported.Length + 1];
            var changed = false;
            for (var i = 0; i < _reported.Length; i++)
            {
                var value = _counters[(ClientCounter)i];
                fields[i] = new El4kField(LossCounters.Names[i], value - _reported[i]);
                changed |= value != _reported[i];
                _reported[i] = value;
            }

            fields[^1] = new El4kField("udp_source", _source());
            if (changed)
            {
                _send(fields);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _alarm.Dispose();
}
