using System.Diagnostics.CodeAnalysis;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.DeDot;

/// <summary>Takes the dots out of names of fields, or makes levels of them.</summary>
/// <remarks>A field whose new name another value stands in the way of keeps its name, and the event is tagged. Immutable once built: workers share it.</remarks>
internal sealed class DeDotFilter : EventFilter
{
    private const string FailureTag = "_de_dot_failure";

    private readonly DeDotOptions _options;
    private readonly DottedNames _names;
    private readonly PluginLog _log;

    /// <exception cref="PluginOptionException">The separator has a dot in it.</exception>
    internal DeDotFilter(DeDotOptions options, PluginContext context)
    {
        if (options.Separator.Contains('.', StringComparison.Ordinal))
        {
            throw new PluginOptionException("separator", "the separator must not contain the dot that it is to replace");
        }

        _options = options;
        _log = context.Log;
        _names = new DottedNames(options.Nested ? null : options.Separator);
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        var isClean = true;
        if (_options.Fields.Count > 0)
        {
            foreach (var field in _options.Fields)
            {
                isClean &= !target.Contains(field) || Clean(target, field);
            }
        }
        else
        {
            foreach (var name in CandidatesOf(target))
            {
                isClean &= Clean(target, FieldReference.TopLevel(name));
            }
        }

        if (!isClean)
        {
            target.Tag(FailureTag);
        }

        return isClean;
    }

    // A list of its own, since renaming changes what is walked over; most events need none.
    private IReadOnlyList<string> CandidatesOf(Event source)
    {
        List<string>? found = null;
        foreach (var name in source.FieldNames)
        {
            if (name.Contains('.', StringComparison.Ordinal) || (_options.Recursive && name.Length > 0 && source.Get(FieldReference.TopLevel(name)) is EventMap or List<object?>))
            {
                (found ??= []).Add(name);
            }
        }

        return found ?? (IReadOnlyList<string>)[];
    }

    private bool Clean(Event target, FieldReference field)
    {
        var isClean = true;
        if (_options.Recursive && target.Get(field) is (EventMap or List<object?>) and var value)
        {
            var (cleaned, isChanged) = _names.Clean(value, ref isClean);
            if (isChanged)
            {
                target.Set(field, cleaned);
            }
        }

        return TryRename(field, out var renamed) ? isClean && Move(target, field, renamed) : isClean;
    }

    private bool TryRename(FieldReference field, [NotNullWhen(true)] out FieldReference? renamed)
    {
        renamed = null;
        if (field.Text.Contains('.', StringComparison.Ordinal))
        {
            foreach (var name in field.Names)
            {
                foreach (var part in _names.Replace(name))
                {
                    renamed = renamed is null ? FieldReference.TopLevel(part) : renamed.Child(part);
                }
            }
        }

        return renamed is not null && !renamed.Equals(field);
    }

    private bool Move(Event target, FieldReference field, FieldReference renamed)
    {
        try
        {
            var isMoved = target.Rename(field, renamed);
            RemoveEmptied(target, field);
            return isMoved;
        }
        catch (InvalidFieldException refused)
        {
            if (_log.IsEnabled(LogSeverity.Debug))
            {
                _log.Debug($"{field} keeps its name: {refused.Message}");
            }

            return false;
        }
    }

    // [a.b][c.d] moved to [a][b][c][d] leaves an empty a.b behind, whose name is what was to go.
    private static void RemoveEmptied(Event target, FieldReference field)
    {
        for (var depth = field.Names.Length - 1; depth > 0; depth--)
        {
            var parent = FieldReference.TopLevel(field.Names[0]);
            foreach (var name in field.Names[1..depth])
            {
                parent = parent.Child(name);
            }

            if (!field.Names[depth - 1].Contains('.', StringComparison.Ordinal) || target.Get(parent) is not EventMap { Count: 0 })
            {
                return;
            }

            target.Remove(parent);
        }
    }
}
