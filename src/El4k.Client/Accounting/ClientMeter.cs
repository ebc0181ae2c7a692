using System.Diagnostics.Metrics;

namespace El4k.Client.Accounting;

/// <summary>Offers the client's counters as the meter <c>El4k</c>, for whoever watches a process from outside, as <c>dotnet-counters</c> does.</summary>
/// <remarks>Costs nothing while nobody listens: the counters are read, not written, here.</remarks>
internal sealed class ClientMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "El4k";

    private readonly Meter _meter = new(Name);

    public ClientMeter(LossCounters counters)
    {
        for (var i = 0; i < LossCounters.Names.Length; i++)
        {
            var counter = (ClientCounter)i;
            _meter.CreateObservableCounter("el4k.client." + LossCounters.Names[i], () => counters[counter]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
