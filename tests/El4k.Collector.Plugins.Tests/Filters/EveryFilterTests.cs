using System.Reflection;
using System.Text.RegularExpressions;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Pipeline;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>
/// What holds for every filter, whatever the event and whatever the configuration: it does not throw, the common options run for the events it matched and for
/// no others, the counters add up, and what comes out is an event. The configurations are the examples of its page, so that a new filter is covered by itself.
/// </summary>
public class EveryFilterTests
{
    private const string AnyEvent = """{"message":"a=1 b=2,c"}""";

    /// <summary>Values that are wrong for most options and right for some.</summary>
    private static readonly string[] Garbage =
    [
        "\"\"", "\"[\"", "\"(\"", "\"%{[\"", "\"%{a}\"", "\"[a][b]\"", "\"/nowhere/at/all\"", "-1", "0", "1.5", "99999999999", "true", "\"a b\"", "[ ]", "[ \"\", \"\", \"\" ]",
        "[ 1, \"b\", [ 2 ] ]", "{ }", "{ \"\" => \"\" }", "{ \"[\" => \"(\" }", "{ \"a\" => \"%{a}\" }", "{ \"a\" => { \"b\" => [ 1 ] } }", "{ \"a\" => [ \"b\", 5 ] }", "a_word",
    ];

    public static TheoryData<string> Filters => FilterPage.Names;

    [Theory]
    [MemberData(nameof(Filters))]
    public void No_event_is_too_odd_for_a_filter(string name)
    {
        var steps = 0;
        foreach (var (filters, given, _) in FilterPage.Of(name).Examples)
        {
            foreach (var step in StepsOf(name, filters))
            {
                steps++;
                var filter = new ObservedFilter(step, $"{name} in {filters}");
                foreach (var batch in OddEvents.Around(given ?? AnyEvent).Chunk(50))
                {
                    filter.Run(batch);
                }

                foreach (var line in OddEvents.Lines())
                {
                    using var published = new PublishedLine(line);
                    filter.Run([published.Event]);
                }

                filter.Run([], FlushMode.Due);
                filter.Run([Event.Parse(given ?? AnyEvent)], FlushMode.Final);
            }
        }

        Assert.True(steps > 0, $"no example of the page uses {name}");
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void No_filter_holds_events_from_one_batch_to_the_next(string name)
    {
        Assert.True(BuiltInPlugins.CreateRegistry().Filters.TryGet(name, out var filter));
        var contract = filter.PluginType.GetInterfaceMap(typeof(IFilter));
        var flush = contract.TargetMethods[Array.FindIndex(contract.InterfaceMethods, method => method.Name == nameof(IFilter.Flush))];

        // What it held would be acknowledged with its batch and lost by kill -9: docs/decisions/0007 and docs/limitations.md say that there is none.
        Assert.Equal(typeof(IFilter), flush.DeclaringType);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void No_value_of_an_option_does_more_harm_than_an_error(string name)
    {
        var (filters, given, _) = FilterPage.Of(name).Examples[0];
        var type = BuiltInPlugins.CreateRegistry().Filters.All.Single(plugin => plugin.Name == name).OptionsType;
        var refused = 0;
        foreach (var option in type.GetProperties().Select(property => property.GetCustomAttribute<OptionAttribute>()?.Name).OfType<string>())
        {
            foreach (var value in Garbage)
            {
                var text = Regex.Replace(filters, $@"\b{name}\s*\{{", $"$0 {option} => {value} ");
                var steps = StepsOf(name, text).ToArray();
                refused += steps.Length == 0 ? 1 : 0;
                foreach (var step in steps)
                {
                    new ObservedFilter(step, text).Run([Event.Parse(given ?? AnyEvent), Event.Parse(AnyEvent), Event.Create()]);
                }
            }
        }

        Assert.True(refused > 0 || type == typeof(NoOptions), "no value at all was refused");
    }

    /// <summary>The filters of this name in a configuration; none if it is refused, which must say why.</summary>
    private static IEnumerable<PluginStep<IFilter>> StepsOf(string name, string filters)
    {
        var context = new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry() };
        var result = CollectorConfiguration.LoadText($"filter {{ {filters} }}", "test.conf", context);
        if (result.Definition is null)
        {
            Assert.NotEmpty(result.Errors);
            return [];
        }

        return StepTree.Plugins(result.Definition.Filters).Where(step => step.PluginName == name);
    }
}
