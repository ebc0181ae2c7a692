using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Mutate;

/// <summary>Changes fields of an event: renames, converts, replaces, splits and joins them.</summary>
/// <remarks>
/// Operations run in one fixed order, that of the properties of <see cref="MutateOptions"/>, not in the order of the configuration;
/// two <c>mutate</c> blocks run one after the other. The first operation to fail tags the event with
/// <see cref="MutateOptions.TagOnFailure"/> and ends this block for that event; what ran before stays, and the common options do not run.
/// Immutable once built: workers share it.
/// </remarks>
internal sealed class MutateFilter : EventFilter
{
    private readonly MutateOperation[] _operations;
    private readonly string _tagOnFailure;
    private readonly PluginLog _log;

    internal MutateFilter(MutateOptions options, PluginContext context)
    {
        _operations = [.. MutateOperations.InOrder(options, context)];
        _tagOnFailure = options.TagOnFailure;
        _log = context.Log;
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        foreach (var operation in _operations)
        {
            if (Run(operation, target) is { } failure)
            {
                if (_log.IsEnabled(LogSeverity.Debug))
                {
                    _log.Debug($"{failure}; the event gets the tag {_tagOnFailure}.");
                }

                target.Tag(_tagOnFailure);
                return false;
            }
        }

        return true;
    }

    private static string? Run(MutateOperation operation, Event target)
    {
        try
        {
            return operation(target);
        }
        catch (InvalidFieldException refused)
        {
            return refused.Message;
        }
    }
}
