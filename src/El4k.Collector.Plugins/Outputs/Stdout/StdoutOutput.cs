using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Outputs.Stdout;

/// <summary>Writes events to the standard output, as the codec shows them.</summary>
internal sealed class StdoutOutput : IOutput
{
    private readonly ICodec _codec;
    private readonly Stream _stream;
    private readonly Lock _lock = new();

    /// <summary>Writes to the standard output of the process.</summary>
    public StdoutOutput(NoOptions options, PluginContext context)
        : this(options, context, Console.OpenStandardOutput())
    {
    }

    /// <summary>Writes to any stream.</summary>
    internal StdoutOutput(NoOptions options, PluginContext context, Stream stream)
    {
        _ = options;
        _codec = context.Codec ?? throw new ArgumentException("The output needs a codec.", nameof(context));
        _stream = stream;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        var text = new ArrayBufferWriter<byte>();
        lock (_lock)
        {
            // The codec, too, is used by one worker at a time.
            foreach (var item in events.Span)
            {
                _codec.Encode(item, text);
            }

            _stream.Write(text.WrittenSpan);
            _stream.Flush();
        }

        return ValueTask.CompletedTask;
    }
}
