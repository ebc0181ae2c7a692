using El4k.Collector.Configuration.Ast;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>The last pass: builds the plugins and compiles the conditions.</summary>
internal sealed class PipelineBuilder
{
    private readonly ConfigurationContext _context;
    private readonly DiagnosticList _diagnostics;
    private readonly VariableSubstitution _variables;
    private readonly ConditionCompiler _conditions;
    private readonly PluginBuilder _plugins;

    public PipelineBuilder(ConfigurationContext context, DiagnosticList diagnostics)
    {
        _context = context;
        _diagnostics = diagnostics;
        _variables = new VariableSubstitution(context.Environment, diagnostics);
        _conditions = new ConditionCompiler(_variables, diagnostics);
        _plugins = new PluginBuilder(context, diagnostics, _variables);
    }

    public PipelineDefinition Build(IReadOnlyList<SectionNode> sections)
    {
        var inputs = new List<InputStep>();
        var filters = new List<Step<IFilter>>();
        var outputs = new List<Step<IOutput>>();
        foreach (SectionNode section in sections)
        {
            switch (section.Kind)
            {
                case PluginKind.Input:
                    AddInputs(section.Body, inputs);
                    break;
                case PluginKind.Filter:
                    filters.AddRange(BuildSteps(section.Body, BuildFilter));
                    break;
                default:
                    outputs.AddRange(BuildSteps(section.Body, BuildOutput));
                    break;
            }
        }

        return new PipelineDefinition(inputs, filters, outputs);
    }

    private void AddInputs(IReadOnlyList<StatementNode> body, List<InputStep> inputs)
    {
        foreach (StatementNode statement in body)
        {
            if (statement is BranchNode branch)
            {
                _diagnostics.Warn(branch.Span, "A condition around inputs has no event to look at: all of them are used.");
                foreach (ArmNode arm in branch.Arms)
                {
                    AddInputs(arm.Body, inputs);
                }
            }
            else if (BuildInput((PluginNode)statement) is { } input)
            {
                inputs.Add(input);
            }
        }
    }

    private List<Step<T>> BuildSteps<T>(IReadOnlyList<StatementNode> body, Func<PluginNode, Step<T>?> build)
        where T : class
    {
        var steps = new List<Step<T>>();
        foreach (StatementNode statement in body)
        {
            Step<T>? step = statement is BranchNode branch ? BuildBranch(branch, build) : build((PluginNode)statement);
            if (step is not null)
            {
                steps.Add(step);
            }
        }

        return steps;
    }

    private BranchStep<T> BuildBranch<T>(BranchNode branch, Func<PluginNode, Step<T>?> build)
        where T : class
    {
        var arms = new List<BranchArm<T>>();
        foreach (ArmNode arm in branch.Arms)
        {
            Condition? condition = arm.Condition is null ? null : _conditions.Compile(arm.Condition);
            arms.Add(new BranchArm<T>(condition, BuildSteps(arm.Body, build)));
        }

        return new BranchStep<T>(arms);
    }

    private InputStep? BuildInput(PluginNode node)
    {
        var shared = new SharedInputOptions();
        return _plugins.Build(_context.Registry.Inputs, PluginKind.Input, node, shared, () => shared.Codec) is { } built
            ? new InputStep(node.Name, (IInput)built.Plugin, built.Context, shared, built.Signature)
            : null;
    }

    private PluginStep<IFilter>? BuildFilter(PluginNode node)
    {
        var shared = new SharedFilterOptions();
        return _plugins.Build(_context.Registry.Filters, PluginKind.Filter, node, shared, () => null) is { } built
            ? new PluginStep<IFilter>(node.Name, (IFilter)built.Plugin, built.Context, shared)
            : null;
    }

    private PluginStep<IOutput>? BuildOutput(PluginNode node)
    {
        var shared = new SharedOutputOptions();
        return _plugins.Build(_context.Registry.Outputs, PluginKind.Output, node, shared, () => shared.Codec) is { } built
            ? new PluginStep<IOutput>(node.Name, (IOutput)built.Plugin, built.Context, null)
            : null;
    }
}
