namespace El4k.Client.Wire;

/// <summary>The parts every log record has.</summary>
internal readonly record struct LogHead(
    MonologLevel Level, string Channel, string Message, Exception? Exception, long UtcTicks, EventId EventId);
