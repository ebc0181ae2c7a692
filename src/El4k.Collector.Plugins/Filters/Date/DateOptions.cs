using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Date;

/// <summary>The options of <c>date</c>.</summary>
internal sealed record DateOptions
{
    /// <summary>A field, then the formats its text may have: ISO8601, UNIX, UNIX_MS, TAI64N or Joda patterns. The first that fits wins.</summary>
    /// <example>match => [ "timestamp", "dd/MMM/yyyy:HH:mm:ss Z", "ISO8601" ]</example>
    [Option("match", IsRequired = true)]
    public IReadOnlyList<string> Match { get; init; } = [];

    /// <summary>The field that gets the instant.</summary>
    /// <example>target => "[event][created]"</example>
    [Option("target")]
    public FieldReference Target { get; init; } = FieldReference.Timestamp;

    /// <summary>The zone of a text that names none: an IANA name or an offset, and may contain <c>%{field}</c>. None is the zone of the machine.</summary>
    /// <example>timezone => "Europe/Berlin"</example>
    [Option("timezone")]
    public StringFormat? Timezone { get; init; }

    /// <summary>The language of names of months and days, as <c>de</c>, <c>de-AT</c> or <c>de_AT</c>. English names are always understood too.</summary>
    /// <example>locale => "de"</example>
    [Option("locale")]
    public string? Locale { get; init; }

    /// <summary>The tags of an event whose field no format fits.</summary>
    /// <example>tag_on_failure => [ "_dateparsefailure" ]</example>
    [Option("tag_on_failure")]
    public IReadOnlyList<string> TagOnFailure { get; init; } = ["_dateparsefailure"];
}
