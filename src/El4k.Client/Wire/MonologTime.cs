namespace El4k.Client.Wire;

/// <summary>Writes times as Monolog does: microseconds, and a numeric offset for <c>datetime</c>.</summary>
internal static class MonologTime
{
    /// <summary>Writes <c>2026-11-22T06:05:18.436670+00:00</c> in quotes.</summary>
    public static void WriteDateTime(JsonBuffer json, long utcTicks) => Write(json, utcTicks, "+00:00\""u8);

    /// <summary>Writes <c>2026-11-22T06:05:18.436670Z</c> in quotes, the form every parser of <c>@timestamp</c> takes.</summary>
    public static void WriteTimestamp(JsonBuffer json, long utcTicks) => Write(json, utcTicks, "Z\""u8);

    private static void Write(JsonBuffer json, long utcTicks, ReadOnlySpan<byte> zone)
    {
        json.Raw("\""u8);
        new DateTime(utcTicks, DateTimeKind.Utc).TryFormat(
            json.Reserve(32), out var written, "yyyy-MM-ddTHH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture);
        json.Advance(written);
        json.Raw(zone);
    }
}
