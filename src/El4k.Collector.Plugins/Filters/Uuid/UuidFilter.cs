using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Uuid;

/// <summary>Gives events a random identifier (RFC 9562, version 4).</summary>
internal sealed class UuidFilter : EventFilter
{
    /// <summary>The tag of an event whose target cannot take the identifier.</summary>
    public const string FailureTag = "_uuid_failure";

    private readonly UuidOptions _options;
    private readonly PluginLog _log;
    private readonly Func<Guid> _random;

    internal UuidFilter(UuidOptions options, PluginContext context)
        : this(options, context, Guid.NewGuid)
    {
    }

    /// <param name="options">The options.</param>
    /// <param name="context">The context.</param>
    /// <param name="random">Gives a random identifier; called from many threads.</param>
    internal UuidFilter(UuidOptions options, PluginContext context, Func<Guid> random)
    {
        _options = options;
        _log = context.Log;
        _random = random;
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        try
        {
            if (_options.Overwrite || target.Get(_options.Target) is null)
            {
                target.Set(_options.Target, _random().ToString());
            }

            return true;
        }
        catch (InvalidFieldException refused)
        {
            _log.Debug(refused.Message);
            target.Tag(FailureTag);
            return false;
        }
    }
}
