using El4k.Store.Search.Dates;

namespace El4k.Store.Search.Matching;

/// <summary>The two ends of a range as they were written; a null end is open.</summary>
internal sealed record RangeBounds
{
    public string? From { get; init; }

    public bool IncludesFrom { get; init; } = true;

    public string? To { get; init; }

    public bool IncludesTo { get; init; } = true;

    /// <summary>How dates are written here, or null for the field's own format.</summary>
    public DateFormats? Format { get; init; }

    /// <summary>The zone of dates that name none, and of roundings.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public override string ToString() =>
        $"{(IncludesFrom ? '[' : '{')}{From ?? "*"} TO {To ?? "*"}{(IncludesTo ? ']' : '}')}";
}
