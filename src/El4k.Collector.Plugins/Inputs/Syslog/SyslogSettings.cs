using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Dates;
using El4k.Collector.Plugins.Patterns;

namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>The options of <c>syslog</c> as its readers use them. Immutable.</summary>
internal sealed class SyslogSettings
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    /// <exception cref="PluginOptionException">The zone is not known, the pattern cannot be used, or the limit is too small.</exception>
    public SyslogSettings(SyslogOptions options, PluginContext context)
    {
        Fields = new SyslogFields(context.EcsCompatibility);
        Field = options.SyslogField;
        ServiceType = options.ServiceType;
        UsesLabels = options.UseLabels;
        FacilityLabels = [.. options.FacilityLabels.Select(Encoding.UTF8.GetBytes)];
        SeverityLabels = [.. options.SeverityLabels.Select(Encoding.UTF8.GetBytes)];
        MaxMessageBytes = options.MaxMessageBytes.Bytes >= 1024
            ? options.MaxMessageBytes.Bytes
            : throw new PluginOptionException("max_message_bytes", "every receiver of syslog must take messages of 1024 bytes");
        Time = new SyslogTime(ZoneOf(options.Timezone), context.Clock, DateNames.Of(options.Locale, context.Log));
        Pattern = options.GrokPattern is { } pattern && pattern != Fields.DefaultPattern ? Compile(pattern, options.SyslogField, context.EcsCompatibility) : null;
    }

    /// <summary>The names of the fields that are set.</summary>
    public SyslogFields Fields { get; }

    /// <summary>The field with the message.</summary>
    public FieldReference Field { get; }

    /// <summary>What kind of service the messages are of; empty for none.</summary>
    public string ServiceType { get; }

    /// <summary>Whether facility and severity get names.</summary>
    public bool UsesLabels { get; }

    /// <summary>The names of facilities.</summary>
    public IReadOnlyList<byte[]> FacilityLabels { get; }

    /// <summary>The names of severities.</summary>
    public IReadOnlyList<byte[]> SeverityLabels { get; }

    /// <summary>The longest message by TCP.</summary>
    public long MaxMessageBytes { get; }

    /// <summary>Reads times.</summary>
    public SyslogTime Time { get; }

    /// <summary>The pattern of one's own; null for the two standards.</summary>
    public GrokMatcher? Pattern { get; }

    private static TimeZoneInfo ZoneOf(string? name) =>
        name is null ? TimeZoneInfo.Local
        : ZoneName.TryFind(name, out var zone) ? zone
        : throw new PluginOptionException("timezone", $"there is no time zone \"{name}\" on this machine; use a name such as Europe/Berlin, or an offset such as +02:00");

    private static GrokMatcher Compile(string pattern, FieldReference field, EcsCompatibility mode)
    {
        try
        {
            var expression = GrokExpression.Compile(pattern, PatternLibrary.For(mode), namedCapturesOnly: true, MatchLimit);
            return new GrokMatcher(expression, new CaptureSettings(null, [field], false));
        }
        catch (FormatException wrong)
        {
            throw new PluginOptionException("grok_pattern", wrong.Message);
        }
    }
}
