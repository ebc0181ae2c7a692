using System.Text.RegularExpressions;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Looks values up in a dictionary of the configuration or of a file.</summary>
internal sealed class TranslateFilter : EventFilter, IAsyncDisposable
{
    /// <summary>The tag of an event whose target cannot take what was found.</summary>
    public const string FailureTag = "_translate_failure";

    /// <summary>The tag of an event on which an expression took too long.</summary>
    public const string TimeoutTag = "_translate_timeout";

    private readonly Translation _translation;
    private readonly RefreshedLookup? _file;
    private readonly bool _isInPlace;
    private readonly PluginContext _context;

    /// <exception cref="PluginOptionException">The dictionary cannot be used, or options contradict each other.</exception>
    internal TranslateFilter(TranslateOptions options, PluginContext context)
    {
        var field = options.Target ?? context.EcsCompatibility.Choose(disabled: FieldReference.Parse("translation"), ecs: options.Source);
        TranslateOptionsCheck.Check(options, field);
        _context = context;
        _isInPlace = options.Source.Equals(field);
        _file = options.DictionaryPath is { } path ? new RefreshedLookup(path, options, context) : null;
        _translation = new Translation(options, field, (ILookup?)_file ?? FromConfiguration(options));
        if (_file is null && options.Dictionary.Count == 0)
        {
            context.Log.Warning("There is neither dictionary nor dictionary_path, so nothing is ever found.");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        // Not before there are events: a configuration that is only tried must leave no timer behind.
        _file?.Start();
        if (!_translation.AppliesTo(target))
        {
            return false;
        }

        try
        {
            return _translation.Apply(target) || _isInPlace;
        }
        catch (RegexMatchTimeoutException timeout)
        {
            _context.Counters.Add("timeouts", 1);
            _context.Log.Warning($"The expression {timeout.Pattern} took more than {PatternLookup.Timeout.TotalSeconds} s; the event gets the tag {TimeoutTag}.");
            target.Tag(TimeoutTag);
        }
        catch (InvalidFieldException refused)
        {
            _context.Log.Debug(refused.Message);
            target.Tag(FailureTag);
        }

        return false;
    }

    private static ILookup FromConfiguration(TranslateOptions options)
    {
        try
        {
            return Lookup.Of(options.Dictionary, options);
        }
        catch (FormatException wrong)
        {
            throw new PluginOptionException("dictionary", wrong.Message);
        }
    }
}
