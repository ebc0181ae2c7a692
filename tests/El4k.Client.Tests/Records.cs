using System.Text;
using El4k.Client.Wire;

namespace El4k.Client.Tests;

/// <summary>Makes records and their parts for tests.</summary>
internal static class Records
{
    /// <summary>The moment all golden lines are written at.</summary>
    public static readonly DateTimeOffset Moment =
        new DateTimeOffset(2026, 11, 22, 6, 5, 18, TimeSpan.Zero).AddTicks(4_366_709);

    public static readonly EventId Id = new(0x4e4fa60a0e22eafc, 0x2a);

    public static RecordIdentity Identity(string service = "reports", string? region = null) =>
        new(new El4kClientOptions { Service = service, Environment = "test", Version = "1.2", Instance = "i-1", Region = region });

    /// <summary>Encodes one log and gives the line without its end.</summary>
    public static string Log<TContent>(
        MonologLevel level, string message, in TContent content, Exception? exception = null, string channel = "reports")
        where TContent : struct, ILogContent, allows ref struct
    {
        var json = new JsonBuffer();
        new LogEncoder(Identity()).Encode(json, new LogHead(level, channel, message, exception, Moment.UtcTicks, Id), content);
        var line = Encoding.UTF8.GetString(json.Written);
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
        return line[..^1];
    }

    /// <summary>Encodes one metric.</summary>
    public static string Metric(string kind, ReadOnlySpan<El4kField> fields, MetricFormat format = MetricFormat.Monolog, int maxBytes = 65_507)
    {
        var json = new JsonBuffer();
        new MetricEncoder(Identity(), format).Encode(json, kind, Moment.UtcTicks, fields, maxBytes);
        return Encoding.UTF8.GetString(json.Written);
    }
}
