using El4k.Collector.Pipeline;

namespace El4k.Server.Monitoring;

/// <summary>Samples of a pipeline's counts over the last hour, and the rates that follow from them. Safe for all threads.</summary>
/// <remarks>As in Logstash, a window is told once the samples cover it; <c>current</c> is about the last ten seconds, <c>lifetime</c> is since the start.</remarks>
internal sealed class FlowHistory(TimeProvider time)
{
    /// <summary>Time between two samples.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The windows, shortest first.</summary>
    public static readonly IReadOnlyList<(string Name, TimeSpan Length)> Windows =
    [
        ("last_1_minute", TimeSpan.FromMinutes(1)),
        ("last_5_minutes", TimeSpan.FromMinutes(5)),
        ("last_15_minutes", TimeSpan.FromMinutes(15)),
        ("last_1_hour", TimeSpan.FromHours(1)),
    ];

    private static readonly TimeSpan _current = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly LinkedList<FlowSample> _samples = new();
    private FlowSample? _first;

    /// <summary>Notes what the pipeline has counted by now.</summary>
    public void Sample(PipelineStatus status) => Sample(PipelineCounts.Of(status));

    /// <inheritdoc cref="Sample(PipelineStatus)"/>
    public void Sample(PipelineCounts counts)
    {
        var sample = new FlowSample(time.GetTimestamp(), counts);
        lock (_gate)
        {
            _first ??= sample;
            _samples.AddLast(sample);

            // One sample beyond the longest window stays, so that it is covered.
            while (_samples.First!.Next is { } second && time.GetElapsedTime(second.Value.At, sample.At) >= Windows[^1].Length)
            {
                _samples.RemoveFirst();
            }
        }
    }

    /// <summary>The rates per second of one count, by window, against what is counted now.</summary>
    public IReadOnlyList<(string Window, double Rate)> Rates(PipelineCounts now, Func<PipelineCounts, long> count)
    {
        lock (_gate)
        {
            var rates = new List<(string, double)>();
            if (_first is not { } first)
            {
                return rates;
            }

            var at = time.GetTimestamp();
            rates.Add(("current", Rate(Before(at, _current) ?? first, at, now, count)));
            foreach (var (name, length) in Windows)
            {
                if (Before(at, length) is { } sample)
                {
                    rates.Add((name, Rate(sample, at, now, count)));
                }
            }

            rates.Add(("lifetime", Rate(first, at, now, count)));
            return rates;
        }
    }

    // The latest sample that is at least so old.
    private FlowSample? Before(long at, TimeSpan age)
    {
        for (var node = _samples.Last; node is not null; node = node.Previous)
        {
            if (time.GetElapsedTime(node.Value.At, at) >= age)
            {
                return node.Value;
            }
        }

        return null;
    }

    private double Rate(FlowSample from, long at, PipelineCounts now, Func<PipelineCounts, long> count)
    {
        var seconds = time.GetElapsedTime(from.At, at).TotalSeconds;

        // A reload begins some counts anew: then nothing is known, and not less than nothing.
        return seconds <= 0 ? 0 : Math.Round(Math.Max(0, count(now) - count(from.Counts)) / seconds, 3);
    }
}
