using El4k.Store.Mapping;
using El4k.Store.Search;
using El4k.Store.Search.Dates;
using El4k.Store.Search.Matching;

namespace El4k.Store.Aggregations;

/// <summary>What every metric's body has: the field, the value of documents without one, and the format of dates.</summary>
internal sealed record MetricBody(string Field, string? Missing, DateFormats? Format)
{
    /// <exception cref="InvalidRequestException">There is no field.</exception>
    public static MetricBody Read(RequestObject body)
    {
        if (body.TryRead("script", out _))
        {
            throw new InvalidRequestException(InvalidRequestException.Parsing, $"[{body.PathOf("script")}] is not supported; name a [field]");
        }

        var field = body.ReadRequiredString("field");
        var missing = body.ReadString("missing");
        var format = body.ReadString("format");
        return new MetricBody(field, missing, format is null || format.Contains('#', StringComparison.Ordinal) || format.Contains('0', StringComparison.Ordinal) ? null : DateFormats.Parse(format));
    }

    /// <summary>The numbers of the field in a segment.</summary>
    public NumberSource Open(SegmentSearch segment, string aggregation) =>
        NumberSource.Open(segment, Field, MissingNumber(segment), aggregation);

    public ValueFormat FormatIn(SegmentSearch segment) => ValueFormat.Of(segment.Mapping.Find(Field), Format);

    private double? MissingNumber(SegmentSearch segment)
    {
        if (Missing is null)
        {
            return null;
        }

        if (FieldValue.TryNumber(Missing, out var number))
        {
            return number;
        }

        return segment.Mapping.Find(Field) is { Type: FieldType.Date } date
            ? new DateMath(Format ?? FieldValue.FormatOf(date), TimeZoneInfo.Utc, segment.Now).Evaluate(Missing, roundUp: false)
            : throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"[missing] must be a number for the field [{Field}], but is [{Missing}]");
    }
}
