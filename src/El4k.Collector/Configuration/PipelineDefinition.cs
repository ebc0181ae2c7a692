using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>A compiled configuration: built plugins, and conditions as delegates. A pipeline owns it once started.</summary>
public sealed class PipelineDefinition
{
    internal PipelineDefinition(
        IReadOnlyList<InputStep> inputs,
        IReadOnlyList<Step<IFilter>> filters,
        IReadOnlyList<Step<IOutput>> outputs)
    {
        Inputs = inputs;
        Filters = filters;
        Outputs = outputs;
    }

    /// <summary>Whether the configuration names an input.</summary>
    public bool HasInputs => Inputs.Count > 0;

    /// <summary>Whether the configuration names an output.</summary>
    public bool HasOutputs => Outputs.Count > 0;

    /// <summary>The same filters and outputs behind an input that the program itself brings, in place of the inputs of the configuration.</summary>
    /// <param name="name">What counters and logs call it.</param>
    /// <param name="input">The input.</param>
    /// <param name="context">What it was built with.</param>
    public PipelineDefinition WithInput(string name, IInput input, PluginContext context) =>
        new([new InputStep(name, input, context, new SharedInputOptions(), name)], Filters, Outputs);

    internal IReadOnlyList<InputStep> Inputs { get; }

    internal IReadOnlyList<Step<IFilter>> Filters { get; }

    internal IReadOnlyList<Step<IOutput>> Outputs { get; }
}
