namespace El4k.Client.Wire;

/// <summary>The names of Monolog's levels as they stand in <c>level_name</c>.</summary>
internal static class MonologLevelNames
{
    public static ReadOnlySpan<byte> Utf8(MonologLevel level) => level switch
    {
        < MonologLevel.Info => "DEBUG"u8,
        < MonologLevel.Notice => "INFO"u8,
        < MonologLevel.Warning => "NOTICE"u8,
        < MonologLevel.Error => "WARNING"u8,
        < MonologLevel.Critical => "ERROR"u8,
        < MonologLevel.Alert => "CRITICAL"u8,
        < MonologLevel.Emergency => "ALERT"u8,
        _ => "EMERGENCY"u8,
    };
}
