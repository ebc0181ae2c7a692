using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>The options of the input <c>syslog</c>.</summary>
internal sealed record SyslogOptions : TlsOptions
{
    /// <summary>The port to listen on, by TCP and by UDP; 0 takes any free one.</summary>
    [Option("port")]
    public int Port { get; init; } = 514;

    /// <summary>The address to listen on; that of <c>--bind</c> when not given.</summary>
    [Option("host")]
    public string? Host { get; init; }

    /// <summary>A pattern of one's own in place of the two standards, for devices that keep to neither.</summary>
    /// <example>grok_pattern => "&lt;%{POSINT:priority}>%{CISCOTIMESTAMP:timestamp} %{GREEDYDATA:message}"</example>
    [Option("grok_pattern")]
    public string? GrokPattern { get; init; }

    /// <summary>The field with the syslog message, as the codec has left it; it takes what is left of the message.</summary>
    [Option("syslog_field")]
    public FieldReference SyslogField { get; init; } = FieldReference.Message;

    /// <summary>The zone of times that tell none, by its name or as an offset; without it the zone of this machine.</summary>
    /// <example>timezone => "Europe/Berlin"</example>
    [Option("timezone")]
    public string? Timezone { get; init; }

    /// <summary>The language of the names of months, beside English.</summary>
    /// <example>locale => "de"</example>
    [Option("locale")]
    public string? Locale { get; init; }

    /// <summary>Whether names for facility and severity are set beside their numbers.</summary>
    [Option("use_labels")]
    public bool UseLabels { get; init; } = true;

    /// <summary>The names of the facilities, from 0 on.</summary>
    [Option("facility_labels")]
    public IReadOnlyList<string> FacilityLabels { get; init; } =
    [
        "kernel", "user-level", "mail", "system", "security/authorization", "syslogd", "line printer", "network news", "UUCP", "clock", "security/authorization", "FTP",
        "NTP", "log audit", "log alert", "clock", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    /// <summary>The names of the severities, from 0 on.</summary>
    [Option("severity_labels")]
    public IReadOnlyList<string> SeverityLabels { get; init; } = ["Emergency", "Alert", "Critical", "Error", "Warning", "Notice", "Informational", "Debug"];

    /// <summary>Whether each TCP connection begins with a header of the PROXY protocol.</summary>
    [Option("proxy_protocol")]
    public bool ProxyProtocol { get; init; }

    /// <summary>With the Elastic Common Schema what the field <c>[service][type]</c> holds; empty for none.</summary>
    [Option("service_type")]
    public string ServiceType { get; init; } = "system";

    /// <summary>The longest message by TCP; of a longer one the beginning is kept as a tagged event. An option of EL4K.</summary>
    [Option("max_message_bytes")]
    public ByteSize MaxMessageBytes { get; init; } = new(1024 * 1024);
}
