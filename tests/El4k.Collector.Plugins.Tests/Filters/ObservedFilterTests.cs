using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Pipeline;
using Xunit.Sdk;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>Planted breaches of what <see cref="EveryFilterTests"/> demands are found.</summary>
public class ObservedFilterTests
{
    [Fact]
    public void A_filter_that_keeps_to_everything_passes() => Observe(events =>
    {
        events.Match(0);
        events[1].Cancel();
        events.Add(events[0].Clone());
    });

    [Fact]
    public void A_filter_that_throws_is_found() => AssertFound("InvalidOperationException", _ => throw new InvalidOperationException("planted"));

    [Fact]
    public void Common_options_that_run_for_an_event_that_did_not_match_are_found() =>
        AssertFound("matched False, but common options True", events => events[1].Tag("the common options ran"));

    [Fact]
    public void An_event_that_cannot_be_encoded_is_found() =>
        AssertFound("does not hold values of type UnencodableValue", events => events[0].Metadata["m"] = new UnencodableValue());

    private static void AssertFound(string expected, Action<FilterSelection> breach)
    {
        var found = Record.Exception(() => Observe(breach));

        Assert.Contains(expected, Assert.IsAssignableFrom<XunitException>(found).Message);
    }

    private static void Observe(Action<FilterSelection> work)
    {
        var step = new PluginStep<IFilter>("planted", new PlantedFilter(work), PluginContext.For("planted"), new SharedFilterOptions());
        new ObservedFilter(step, "planted").Run([Event.Create(), Event.Create()], FlushMode.None);
    }

    private sealed class PlantedFilter(Action<FilterSelection> work) : IFilter
    {
        public void Filter(FilterSelection events) => work(events);
    }

    private sealed class UnencodableValue;
}
