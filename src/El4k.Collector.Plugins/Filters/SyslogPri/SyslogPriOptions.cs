using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.SyslogPri;

/// <summary>The options of <c>syslog_pri</c>.</summary>
internal sealed record SyslogPriOptions
{
    /// <summary>The field with the priority: the number between <c>&lt;</c> and <c>&gt;</c> at the beginning of a syslog message. <c>syslog_pri</c> when not given, <c>[log][syslog][priority]</c> with the Elastic Common Schema.</summary>
    [Option("syslog_pri_field_name")]
    public FieldReference? SyslogPriFieldName { get; init; }

    /// <summary>Whether names for facility and severity are set beside their numbers.</summary>
    [Option("use_labels")]
    public bool UseLabels { get; init; } = true;

    /// <summary>The names of the facilities, from 0 on; by default those of RFC 3164.</summary>
    [Option("facility_labels")]
    public IReadOnlyList<string> FacilityLabels { get; init; } =
    [
        "kernel", "user-level", "mail", "daemon", "security/authorization", "syslogd", "line printer", "network news", "uucp", "clock", "security/authorization",
        "ftp", "ntp", "log audit", "log alert", "clock", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    /// <summary>The names of the severities, from 0 on; by default those of RFC 3164.</summary>
    [Option("severity_labels")]
    public IReadOnlyList<string> SeverityLabels { get; init; } = ["emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug"];
}
