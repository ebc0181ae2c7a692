using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.SyslogPri;

/// <summary>The names of the fields that <c>syslog_pri</c> reads and sets.</summary>
internal sealed class SyslogPriFields(EcsCompatibility mode)
{
    /// <summary>Facility × 8 + severity: what is read.</summary>
    public FieldReference Priority { get; } = mode.Field("syslog_pri", "[log][syslog][priority]");

    /// <summary>The facility's number.</summary>
    public FieldReference FacilityCode { get; } = mode.Field("syslog_facility_code", "[log][syslog][facility][code]");

    /// <summary>The facility's name.</summary>
    public FieldReference Facility { get; } = mode.Field("syslog_facility", "[log][syslog][facility][name]");

    /// <summary>The severity's number.</summary>
    public FieldReference SeverityCode { get; } = mode.Field("syslog_severity_code", "[log][syslog][severity][code]");

    /// <summary>The severity's name.</summary>
    public FieldReference Severity { get; } = mode.Field("syslog_severity", "[log][syslog][severity][name]");
}
