using System.Text.RegularExpressions;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Prune;

/// <summary>Removes fields by their names or values, so that only what is wanted is stored.</summary>
/// <remarks>
/// Names are those of the event's own fields, not of those below them. All rules look at the event as it came; only then are fields removed. Immutable once
/// built: workers share it.
/// </remarks>
internal sealed class PruneFilter : EventFilter
{
    private const string TimeoutTag = "_prune_timeout";

    private readonly NameRule _whitelist;
    private readonly NameRule _blacklist;
    private readonly ValueRule[] _values;
    private readonly PluginLog _log;

    /// <exception cref="PluginOptionException">An expression cannot be used.</exception>
    internal PruneFilter(PruneOptions options, PluginContext context)
    {
        _log = context.Log;
        _whitelist = new NameRule("whitelist_names", options.WhitelistNames, options.Interpolate);
        _blacklist = new NameRule("blacklist_names", options.BlacklistNames, options.Interpolate);
        _values =
        [
            .. ValueRule.All("whitelist_values", options.WhitelistValues, options.Interpolate, keepsMatches: true, context),
            .. ValueRule.All("blacklist_values", options.BlacklistValues, options.Interpolate, keepsMatches: false, context),
        ];
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        try
        {
            foreach (var (field, left) in Changes(target))
            {
                if (left is null)
                {
                    target.Remove(field);
                }
                else if (target.Contains(field))
                {
                    target.Set(field, left);
                }
            }

            return true;
        }
        catch (RegexMatchTimeoutException timeout)
        {
            _log.Warning($"The expression '{timeout.Pattern}' took more than {FormattedRegex.Timeout.TotalSeconds} s: the event stays as it is and gets the tag {TimeoutTag}.");
            target.Tag(TimeoutTag);
            return false;
        }
    }

    private List<(FieldReference Field, List<object?>? Left)> Changes(Event source)
    {
        var changes = new List<(FieldReference, List<object?>?)>();
        if (!_whitelist.IsEmpty || !_blacklist.IsEmpty)
        {
            foreach (var name in source.FieldNames)
            {
                if (name.Length > 0 && ((!_whitelist.IsEmpty && !_whitelist.Matches(name, source)) || _blacklist.Matches(name, source)))
                {
                    changes.Add((FieldReference.TopLevel(name), null));
                }
            }
        }

        foreach (var rule in _values)
        {
            if (rule.TryPrune(source, out var field, out var left))
            {
                changes.Add((field!, left));
            }
        }

        return changes;
    }
}
