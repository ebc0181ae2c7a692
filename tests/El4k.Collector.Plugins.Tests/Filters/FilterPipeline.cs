using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Pipeline;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>Runs events through the filters of a configuration, as a worker of a pipeline does.</summary>
internal sealed class FilterPipeline
{
    private readonly PipelineDefinition _definition;
    private readonly FilterRunner _runner;

    private FilterPipeline(PipelineDefinition definition)
    {
        _definition = definition;
        var steps = StepTree.Plugins(definition.Filters);
        _runner = new FilterRunner(steps.ToDictionary(step => step.Shared!, step => new FilterDecoration(step.Shared!)));
    }

    /// <summary>Loads what stands inside of <c>filter { … }</c>.</summary>
    public static FilterPipeline Load(string filters, TimeProvider? clock = null, FieldEscapeStyle escapes = FieldEscapeStyle.None)
    {
        var result = TryLoad(filters, clock, escapes);
        Assert.True(result.IsValid, string.Join('\n', result.Errors));
        return new FilterPipeline(result.Definition);
    }

    /// <summary>The messages of a configuration that cannot be used; empty if it can.</summary>
    public static string ErrorsOf(string filters) => string.Join('\n', TryLoad(filters, null).Errors);

    /// <summary>Runs one event, given as JSON.</summary>
    /// <returns>The events that come out.</returns>
    public IReadOnlyList<Event> Run(string json) => Run(Event.Parse(json));

    public IReadOnlyList<Event> Run(params IReadOnlyList<Event> events)
    {
        var list = new EventList();
        foreach (var one in events)
        {
            list.Add(one);
        }

        _runner.Run(_definition.Filters, list);
        return list.Memory.ToArray();
    }

    /// <summary>Runs events as another worker of the same pipeline does: it shares the filters and nothing else.</summary>
    public IReadOnlyList<Event> RunApart(params IReadOnlyList<Event> events) => new FilterPipeline(_definition).Run(events);

    private static ConfigurationResult TryLoad(string filters, TimeProvider? clock, FieldEscapeStyle escapes = FieldEscapeStyle.None) => CollectorConfiguration.LoadText(
        $"filter {{ {filters} }}",
        "test.conf",
        new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry(), Clock = clock ?? TimeProvider.System, FieldEscapes = escapes });
}
