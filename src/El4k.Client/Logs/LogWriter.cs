using El4k.Client.Accounting;
using El4k.Client.Wire;

namespace El4k.Client.Logs;

/// <summary>Writes log records on the caller's thread, while the values they name still are what they were, and queues the lines.</summary>
internal sealed class LogWriter(LogEncoder encoder, LogSender sender, LossCounters counters, TimeProvider time)
{
    // A buffer that a huge record has grown is not kept for the life of the thread.
    private const int MaxKeptBytes = 64 * 1024;

    [ThreadStatic]
    private static JsonBuffer? _buffer;

    private readonly ulong _process = (ulong)Random.Shared.NextInt64();
    private ulong _number;

    /// <summary>Writes and queues one record. Any thread; never throws.</summary>
    public void Write<TContent>(MonologLevel level, string channel, string message, Exception? exception, in TContent content)
        where TContent : struct, ILogContent, allows ref struct
    {
        // Taken, not shared: a value's ToString may itself write a log.
        var json = _buffer ?? new JsonBuffer();
        _buffer = null;
        json.Clear();
        try
        {
            var id = new EventId(_process, Interlocked.Increment(ref _number));
            var head = new LogHead(level, channel ?? string.Empty, message ?? string.Empty, exception, time.GetUtcNow().UtcTicks, id);
            Queue(json, head, content);
        }
        catch (Exception e)
        {
            // A value that cannot be written must neither reach the caller nor take the message with it.
            counters.Add(ClientCounter.SerialiseErrors);
            json.Clear();
            var head = new LogHead(
                level, channel ?? string.Empty, message ?? string.Empty, null, time.GetUtcNow().UtcTicks,
                new EventId(_process, Interlocked.Increment(ref _number)));
            Queue(json, head, new FieldContent([new El4kField("serialise_error", e.GetType().FullName)]));
        }

        if (json.Length <= MaxKeptBytes)
        {
            _buffer = json;
        }
    }

    private void Queue<TContent>(JsonBuffer json, in LogHead head, in TContent content)
        where TContent : struct, ILogContent, allows ref struct
    {
        switch (encoder.Encode(json, head, content))
        {
            case EncodeResult.TooLarge:
                counters.Add(ClientCounter.LogDropped);
                return;
            case EncodeResult.Truncated:
                counters.Add(ClientCounter.Truncated);
                break;
            default:
                break;
        }

        sender.Write(json.Written, head.Level);
    }
}
