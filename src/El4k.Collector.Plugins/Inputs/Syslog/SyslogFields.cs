using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs;

namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>The names of the fields that <c>syslog</c> sets.</summary>
internal sealed class SyslogFields(EcsCompatibility mode)
{
    /// <summary>The sender's address.</summary>
    public FieldReference Sender { get; } = mode.Field("host", "[host][ip]");

    /// <summary>Facility × 8 + severity.</summary>
    public FieldReference Priority { get; } = mode.Field("priority", "[log][syslog][priority]");

    /// <summary>The severity's number.</summary>
    public FieldReference Severity { get; } = mode.Field("severity", "[log][syslog][severity][code]");

    /// <summary>The severity's name.</summary>
    public FieldReference SeverityLabel { get; } = mode.Field("severity_label", "[log][syslog][severity][name]");

    /// <summary>The facility's number.</summary>
    public FieldReference Facility { get; } = mode.Field("facility", "[log][syslog][facility][code]");

    /// <summary>The facility's name.</summary>
    public FieldReference FacilityLabel { get; } = mode.Field("facility_label", "[log][syslog][facility][name]");

    /// <summary>The time as it was written.</summary>
    public FieldReference? Time { get; } = mode.OptionalField("timestamp", null);

    /// <summary>The time as it was written, in ISO 8601.</summary>
    public FieldReference? IsoTime { get; } = mode.OptionalField("timestamp8601", null);

    /// <summary>The machine that the message names.</summary>
    public FieldReference LogSource { get; } = mode.Field("logsource", "[host][hostname]");

    /// <summary>The program.</summary>
    public FieldReference Program { get; } = mode.Field("program", "[process][name]");

    /// <summary>The program's process, as text.</summary>
    public FieldReference Process { get; } = mode.Field("pid", "[log][syslog][procid]");

    /// <summary>The program's process where it is a number; null where that is text like any other.</summary>
    public FieldReference? ProcessNumber { get; } = mode.OptionalField(null, "[process][pid]");

    /// <summary>The kind of the message (RFC 5424).</summary>
    public FieldReference MessageId { get; } = mode.Field("msgid", "[log][syslog][msgid]");

    /// <summary>The structured data (RFC 5424).</summary>
    public FieldReference Data { get; } = mode.Field("structured_data", "[log][syslog][structured_data]");

    /// <summary>The message as it came.</summary>
    public FieldReference? Original { get; } = OriginalText.Field(mode);

    /// <summary>What kind of service the messages are of.</summary>
    public FieldReference? ServiceType { get; } = mode.OptionalField(null, "[service][type]");

    /// <summary>What Logstash matches messages with; the same messages, and those of RFC 5424, are read here without a pattern.</summary>
    public string DefaultPattern { get; } = mode.Choose("<%{POSINT:priority}>%{SYSLOGLINE}", "<%{POSINT:[log][syslog][priority]:int}>%{SYSLOGLINE}");
}
