using System.Diagnostics.Metrics;
using El4k.Client.Accounting;

namespace El4k.Client.Tests.Accounting;

public sealed class ClientMeterTests
{
    [Fact]
    public void Every_counter_can_be_watched_under_the_name_it_has_on_the_wire()
    {
        var counters = new LossCounters();
        var seen = new Dictionary<string, long>();
        using var meter = new ClientMeter(counters);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == ClientMeter.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument.Name] = seen.GetValueOrDefault(instrument.Name) + value);
        listener.Start();
        foreach (var counter in Enum.GetValues<ClientCounter>())
        {
            counters.Add(counter, 1000 + (int)counter);
        }

        listener.RecordObservableInstruments();
        Assert.Equal(LossCounters.Names.Length, Enum.GetValues<ClientCounter>().Length);
        Assert.All(Enum.GetValues<ClientCounter>(), counter => Assert.True(seen["el4k.client." + LossCounters.Names[(int)counter]] >= 1000 + (int)counter));
    }
}
