using System.Globalization;
using System.Text.Json;
using El4k.Store.Mapping;
using El4k.Store.Search.Dates;
using El4k.Store.Search.Matching;

namespace El4k.Store.Aggregations;

/// <summary>How the numbers of a field are shown beside their raw form (<c>key_as_string</c>, <c>value_as_string</c>).</summary>
/// <remarks>Plain numbers are not shown a second time.</remarks>
internal sealed class ValueFormat
{
    public static readonly ValueFormat Number = new(null, isBoolean: false, null);

    private readonly DateFormats? _dates;
    private readonly bool _isBoolean;
    private readonly ZoneClock _clock;

    private ValueFormat(DateFormats? dates, bool isBoolean, TimeZoneInfo? zone)
    {
        _dates = dates;
        _isBoolean = isBoolean;
        _clock = new ZoneClock(zone ?? TimeZoneInfo.Utc);
    }

    /// <summary>Whether there is a second form.</summary>
    public bool IsShown => _dates is not null || _isBoolean;

    public static ValueFormat Dates(DateFormats format, TimeZoneInfo? zone = null) => new(format, isBoolean: false, zone);

    /// <summary>The form of a field's values.</summary>
    /// <param name="field">The field, or null if the index has none.</param>
    /// <param name="format">The format that the request asks for, or null for the field's own.</param>
    /// <param name="zone">The zone to show dates in.</param>
    public static ValueFormat Of(FieldMapping? field, DateFormats? format = null, TimeZoneInfo? zone = null) => field?.Type switch
    {
        FieldType.Date => new ValueFormat(format ?? FieldValue.FormatOf(field), isBoolean: false, zone),
        FieldType.Boolean => new ValueFormat(null, isBoolean: true, null),
        _ => Number,
    };

    public string Format(double value)
    {
        if (_dates is not null)
        {
            return _dates.Format((long)value, _clock);
        }

        return _isBoolean ? (value != 0 ? "true" : "false") : value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Writes the second form as a property, if there is one.</summary>
    public void Write(Utf8JsonWriter json, string property, double value)
    {
        if (IsShown && double.IsFinite(value))
        {
            json.WriteString(property, Format(value));
        }
    }
}
