using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>Turns bytes into events and events into bytes.</summary>
/// <remarks>
/// One instance serves one stream (a connection, a file, a worker) on one thread at a time, and may hold the beginning of an event between calls;
/// <see cref="Clone"/> makes the instance for another stream. What cannot be decoded becomes an event by <see cref="EventBatch.AddFailure"/>: a codec never throws for
/// what the bytes are.
/// </remarks>
public interface ICodec
{
    /// <summary>How long an input that reads a stream may wait for more bytes before it calls <see cref="Flush"/>; null when what is held waits for the end of the stream.</summary>
    TimeSpan? IdleFlush => null;

    /// <summary>The memory, in bytes, that the unfinished end of the stream takes: what an input with many streams has to bound. A codec that never holds anything says 0.</summary>
    long HeldBytes => 0;

    /// <summary>Decodes the next bytes of the stream into the batch; an unfinished end is held.</summary>
    void Decode(ReadOnlySpan<byte> data, EventBatch batch);

    /// <summary>How many of the last bytes that <see cref="Decode"/> took have given no event yet: a reader that keeps its position must begin again before them.</summary>
    long UnfinishedBytes => 0;

    /// <summary>Ends the stream, or the datagram: what is held becomes an event. The codec is then as new.</summary>
    void Flush(EventBatch batch);

    /// <summary>Writes one event.</summary>
    void Encode(Event source, IBufferWriter<byte> output);

    /// <summary>A codec with the same options and nothing held.</summary>
    ICodec Clone();
}
