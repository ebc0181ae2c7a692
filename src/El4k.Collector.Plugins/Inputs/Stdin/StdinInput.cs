using System.Text;

namespace El4k.Collector.Plugins.Inputs.Stdin;

/// <summary>Reads events from the standard input until its end.</summary>
internal sealed class StdinInput : IInput
{
    private const int ReadBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly TimeProvider _clock;
    private readonly StdinFields _fields;
    private readonly byte[] _host = Encoding.UTF8.GetBytes(Environment.MachineName);

    /// <summary>Reads the standard input of the process.</summary>
    public StdinInput(NoOptions options, PluginContext context)
        : this(options, context, Console.OpenStandardInput())
    {
    }

    /// <summary>Reads any stream.</summary>
    internal StdinInput(NoOptions options, PluginContext context, Stream stream)
    {
        _ = options;
        _clock = context.Clock;
        _fields = new StdinFields(context.EcsCompatibility);
        _stream = stream;
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        var codec = context.CreateCodec();
        var buffer = new byte[ReadBytes];
        var isAtEnd = false;
        while (!isAtEnd)
        {
            // A read from a terminal cannot be broken off: at the stop it is left behind with its buffer.
            var reading = Task.Run(() => _stream.Read(buffer), CancellationToken.None);
            if (codec is { IdleFlush: { } patience, UnfinishedBytes: > 0 } && !await HasComeWithinAsync(reading, patience, stop).ConfigureAwait(false))
            {
                await PublishAsync(context, codec, default).ConfigureAwait(false);
            }

            var count = await CountAsync(reading, stop).ConfigureAwait(false);
            isAtEnd = count == 0;
            await PublishAsync(context, codec, buffer.AsMemory(0, count)).ConfigureAwait(false);
        }
    }

    private static async Task<int> CountAsync(Task<int> reading, CancellationToken stop)
    {
        try
        {
            return await reading.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
    }

    private async Task<bool> HasComeWithinAsync(Task reading, TimeSpan patience, CancellationToken stop)
    {
        try
        {
            await reading.WaitAsync(patience, _clock, stop).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return true;
        }
    }

    private async Task PublishAsync(InputContext context, ICodec codec, ReadOnlyMemory<byte> data)
    {
        var batch = context.RentBatch();
        if (data.IsEmpty)
        {
            codec.Flush(batch);
        }
        else
        {
            codec.Decode(data.Span, batch);
        }

        EventSource.AddText(batch, 0, _fields.Host, _host);
        await context.PublishAsync(batch, CancellationToken.None).ConfigureAwait(false);
    }
}
