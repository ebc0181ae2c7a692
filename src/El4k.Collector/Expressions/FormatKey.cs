using El4k.Collector.Events;

namespace El4k.Collector.Expressions;

/// <summary>What the text of a format depends on, where that is at most one field and one period of time: for events with the same key it is the same text.</summary>
/// <remarks>Made once for a format; safe for all threads. Finding out that two events have the same text costs a fraction of making it.</remarks>
public sealed class FormatKey
{
    private readonly FieldReference? _field;
    private readonly DateFormat? _date;

    private FormatKey(FieldReference? field, DateFormat? date)
    {
        _field = field;
        _date = date;
    }

    /// <summary>The key of a format's texts, or null when they depend on more.</summary>
    public static FormatKey? Of(StringFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        FieldReference? field = null;
        DateFormat? date = null;
        foreach (FormatPart part in format.Parts)
        {
            switch (part)
            {
                case LiteralPart:
                    break;
                case FieldPart { Field: { IsTopLevel: true, IsMetadata: false } one } when field is null:
                    field = one;
                    break;
                case DatePart { Format: { IsPeriodic: true } one } when date is null:
                    date = one;
                    break;
                default:
                    return null;
            }
        }

        return new FormatKey(field, date);
    }

    /// <summary>Reads the key of one event.</summary>
    /// <param name="source">The event.</param>
    /// <param name="value">The field's text; valid until the event is changed.</param>
    /// <param name="period">The number of the period.</param>
    /// <returns>False when the field's text is not at hand as bytes, or is missing: then the format has to be written.</returns>
    public bool TryRead(Event source, out ReadOnlySpan<byte> value, out long period)
    {
        ArgumentNullException.ThrowIfNull(source);
        value = default;
        period = _date?.PeriodOf(source.Timestamp) ?? 0;
        return _field is null || source.TryGetUtf8(_field, out value);
    }
}
