using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.SyslogPri;

/// <summary>Reads facility and severity out of the priority of a syslog message (RFC 3164): priority = facility × 8 + severity.</summary>
/// <remarks>A missing priority counts as 13 (user-level, notice), as the RFC says; one that is no number does too, and is tagged. Immutable once built: workers share it.</remarks>
internal sealed class SyslogPriFilter : EventFilter
{
    private const long DefaultPriority = 13;

    /// <summary>The tag of an event whose priority is no number, or whose facility has no label.</summary>
    private const string FailureTag = "_syslogpriparsefailure";

    private readonly SyslogPriOptions _options;
    private readonly SyslogPriFields _fields;
    private readonly FieldReference _priority;

    internal SyslogPriFilter(SyslogPriOptions options, PluginContext context)
    {
        _options = options;
        _fields = new SyslogPriFields(context.EcsCompatibility);
        _priority = options.SyslogPriFieldName ?? _fields.Priority;
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        var isNumber = TryGetPriority(target.Get(_priority), out var priority);
        var severity = (int)(priority & 7);
        var facility = priority >> 3;
        target.Set(_fields.SeverityCode, (long)severity);
        target.Set(_fields.FacilityCode, facility);
        var hasLabel = facility >= 0 && facility < _options.FacilityLabels.Count;
        if (!isNumber || (_options.UseLabels && !hasLabel))
        {
            target.Tag(FailureTag);
        }

        if (_options.UseLabels && hasLabel)
        {
            target.Set(_fields.Facility, _options.FacilityLabels[(int)facility]);
            if (severity < _options.SeverityLabels.Count)
            {
                target.Set(_fields.Severity, _options.SeverityLabels[severity]);
            }
        }

        return true;
    }

    private static bool TryGetPriority(object? value, out long priority)
    {
        priority = DefaultPriority;
        switch (value)
        {
            case null:
                return true;
            case List<object?> { Count: > 0 } list:
                return TryGetPriority(list[0], out priority);
            case long number:
                priority = number;
                return true;
            case double number when Math.Abs(number) <= int.MaxValue:
                priority = (long)number;
                return true;
            case string text when LeadingNumber.TryReadInteger(text, out var read) && read is long number:
                priority = number;
                return true;
            default:
                return false;
        }
    }
}
