namespace El4k.Store.Search.Dates;

/// <summary>How dates are written: one or more notations, tried in order, the first of which is written.</summary>
/// <remarks>Immutable; any thread.</remarks>
internal sealed class DateFormats
{
    private static readonly Dictionary<string, DateNotation> Named = new(StringComparer.Ordinal)
    {
        ["date_optional_time"] = IsoNotation.Instance,
        ["date_optional_time_nanos"] = IsoNotation.Instance,
        ["dateOptionalTime"] = IsoNotation.Instance,
        ["iso8601"] = IsoNotation.Instance,
        ["epoch_millis"] = new EpochNotation(1),
        ["epoch_second"] = new EpochNotation(1_000),
        ["date"] = PatternNotation.Compile("yyyy-MM-dd"),
        ["date_time"] = PatternNotation.Compile("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"),
        ["date_time_no_millis"] = PatternNotation.Compile("yyyy-MM-dd'T'HH:mm:ssXXX"),
        ["date_hour"] = PatternNotation.Compile("yyyy-MM-dd'T'HH"),
        ["date_hour_minute"] = PatternNotation.Compile("yyyy-MM-dd'T'HH:mm"),
        ["date_hour_minute_second"] = PatternNotation.Compile("yyyy-MM-dd'T'HH:mm:ss"),
        ["date_hour_minute_second_millis"] = PatternNotation.Compile("yyyy-MM-dd'T'HH:mm:ss.SSS"),
        ["date_hour_minute_second_fraction"] = PatternNotation.Compile("yyyy-MM-dd'T'HH:mm:ss.SSS"),
        ["hour_minute"] = PatternNotation.Compile("HH:mm"),
        ["hour_minute_second"] = PatternNotation.Compile("HH:mm:ss"),
        ["year"] = PatternNotation.Compile("yyyy"),
        ["year_month"] = PatternNotation.Compile("yyyy-MM"),
        ["year_month_day"] = PatternNotation.Compile("yyyy-MM-dd"),
        ["basic_date"] = PatternNotation.Compile("yyyyMMdd"),
        ["basic_date_time"] = PatternNotation.Compile("yyyyMMdd'T'HHmmss.SSSXX"),
        ["basic_date_time_no_millis"] = PatternNotation.Compile("yyyyMMdd'T'HHmmssXX"),
    };

    /// <summary>What a date field reads and writes when its mapping says nothing else.</summary>
    public static readonly DateFormats Default = Parse("strict_date_optional_time||epoch_millis");

    private readonly List<DateNotation> _notations;

    private DateFormats(string specification, List<DateNotation> notations)
    {
        Specification = specification;
        _notations = notations;
    }

    /// <summary>The format as it was written, such as <c>yyyy/MM/dd||epoch_millis</c>.</summary>
    public string Specification { get; }

    /// <param name="specification">Names of formats or patterns, separated by <c>||</c>.</param>
    /// <exception cref="InvalidRequestException">A pattern has a letter that means nothing.</exception>
    public static DateFormats Parse(string specification)
    {
        var notations = new List<DateNotation>();
        foreach (var part in specification.Split("||"))
        {
            var name = part.StartsWith("strict_", StringComparison.Ordinal) ? part["strict_".Length..] : part.TrimStart('8');
            notations.Add(Named.TryGetValue(name, out var notation) ? notation : PatternNotation.Compile(part));
        }

        return new DateFormats(specification, notations);
    }

    /// <param name="text">A date without date math.</param>
    /// <param name="roundUp">Whether what was left out counts to its last millisecond.</param>
    /// <param name="zone">The zone of a date that names none.</param>
    /// <param name="milliseconds">Since 1970, UTC.</param>
    public bool TryParse(ReadOnlySpan<char> text, bool roundUp, TimeZoneInfo zone, out long milliseconds)
    {
        foreach (var notation in _notations)
        {
            if (notation.TryRead(text, out var fields) && fields.TryResolve(roundUp, zone, out milliseconds))
            {
                return true;
            }
        }

        milliseconds = 0;
        return false;
    }

    public string Format(long milliseconds, ZoneClock clock) => _notations[0].Write(milliseconds, clock);

    public override string ToString() => Specification;
}
