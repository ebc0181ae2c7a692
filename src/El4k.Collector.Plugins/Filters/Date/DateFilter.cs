using System.Diagnostics.CodeAnalysis;
using System.Text;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Dates;

namespace El4k.Collector.Plugins.Filters.Date;

/// <summary>Reads an instant from a field and makes it the time of the event.</summary>
/// <remarks>
/// A field that is missing or null is nothing to do: no tag, no common options. A field that no format fits is tagged; <c>@timestamp</c> then stays as it was.
/// Immutable once built: workers share it.
/// </remarks>
internal sealed class DateFilter : EventFilter
{
    // Longer than any instant; memory of the stack is not for texts of any length.
    private const int LongestOnStack = 128;

    private readonly FieldReference _source;
    private readonly InstantFormat[] _formats;
    private readonly FieldReference _target;
    private readonly bool _isOfEvent;
    private readonly StringFormat? _zoneName;
    private readonly TimeZoneInfo _zone;
    private readonly IReadOnlyList<string> _tagOnFailure;
    private readonly PluginLog _log;

    /// <exception cref="PluginOptionException">An option cannot be used.</exception>
    internal DateFilter(DateOptions options, PluginContext context)
    {
        if (options.Match.Count < 2)
        {
            throw new PluginOptionException("match", "takes a field and at least one format, as in match => [ \"timestamp\", \"ISO8601\" ]");
        }

        _source = context.TryParseField(options.Match[0], out var source, out var error) ? source : throw new PluginOptionException("match", error);
        _log = context.Log;
        _target = options.Target;
        _isOfEvent = _target.Equals(FieldReference.Timestamp);
        _tagOnFailure = options.TagOnFailure;
        _zoneName = options.Timezone is { IsLiteral: false } dynamic ? dynamic : null;
        _zone = options.Timezone is { IsLiteral: true } literal ? FindZone(literal.Text) : TimeZoneInfo.Local;
        var names = DateNames.Of(options.Locale, context.Log);
        _formats = [.. options.Match.Skip(1).Select(format => CreateFormat(format, names, context.Clock))];
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        bool isRead;
        Timestamp instant = default;
        if (target.TryGetUtf8(_source, out var utf8) && utf8.Length <= LongestOnStack)
        {
            Span<char> text = stackalloc char[LongestOnStack];
            isRead = TryGetZone(target, out var zone) && TryParseText(text[..Encoding.UTF8.GetChars(utf8, text)], zone, out instant);
        }
        else if (target.Get(_source) is { } value)
        {
            isRead = TryGetZone(target, out var zone) && TryParse(value, zone, out instant);
        }
        else
        {
            return false;
        }

        if (isRead && TrySet(target, instant))
        {
            return true;
        }

        foreach (var tag in _tagOnFailure)
        {
            target.Tag(tag);
        }

        return false;
    }

    private bool TrySet(Event target, Timestamp instant)
    {
        try
        {
            if (_isOfEvent)
            {
                target.Timestamp = instant;
            }
            else
            {
                target.Set(_target, instant);
            }

            return true;
        }
        catch (InvalidFieldException refused)
        {
            _log.Debug(refused.Message);
            return false;
        }
    }

    private bool TryGetZone(Event target, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = _zone;
        return _zoneName is null || ZoneName.TryFind(_zoneName.Format(target), out zone);
    }

    private bool TryParse(object value, TimeZoneInfo zone, out Timestamp instant)
    {
        switch (value)
        {
            case string text:
                return TryParseText(text, zone, out instant);
            case long number:
                return TryParseNumber(number, out instant);
            case double number when Math.Abs(number) < (double)decimal.MaxValue / 10_000:
                return TryParseNumber((decimal)number, out instant);
            case Timestamp already:
                instant = already;
                return true;
            default:
                instant = default;
                return false;
        }
    }

    private bool TryParseText(ReadOnlySpan<char> text, TimeZoneInfo zone, out Timestamp instant)
    {
        foreach (var format in _formats)
        {
            if (format.TryParse(text, zone, out instant))
            {
                return true;
            }
        }

        instant = default;
        return false;
    }

    private bool TryParseNumber(decimal number, out Timestamp instant)
    {
        foreach (var format in _formats)
        {
            if (format.TryParse(number, out instant))
            {
                return true;
            }
        }

        instant = default;
        return false;
    }

    private static TimeZoneInfo FindZone(string name) => ZoneName.TryFind(name, out var zone)
        ? zone
        : throw new PluginOptionException("timezone", UnknownZoneMessage(name));

    private static string UnknownZoneMessage(string name)
    {
        var nearest = NearestName.Find(name, TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id));
        var instead = nearest is null ? "use a name such as Europe/Berlin or an offset such as +02:00" : $"did you mean {nearest}?";
        return $"there is no time zone '{name}' on this machine; {instead}";
    }

    private static InstantFormat CreateFormat(string format, DateNames names, TimeProvider clock)
    {
        try
        {
            return InstantFormat.Parse(format, names, clock);
        }
        catch (FormatException wrong)
        {
            throw new PluginOptionException("match", wrong.Message);
        }
    }
}
