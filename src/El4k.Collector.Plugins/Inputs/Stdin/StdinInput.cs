using System.Text;

namespace El4k.Collector.Plugins.Inputs.Stdin;

/// <summary>Reads events from the standard input until its end.</summary>
internal sealed class StdinInput : IInput
{
    private const int ReadBytes = 64 * 1024;

    private readonly Stream _stream;
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
        _ = context;
        _stream = stream;
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        var codec = context.CreateCodec();
        var buffer = new byte[ReadBytes];
        while (true)
        {
            // A read from a terminal cannot be broken off: at the stop it is left behind with its buffer.
            var reading = Task.Run(() => _stream.Read(buffer), CancellationToken.None);
            int count;
            try
            {
                count = await reading.WaitAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                count = 0;
            }

            var batch = context.RentBatch();
            if (count > 0)
            {
                codec.Decode(buffer.AsSpan(0, count), batch);
            }
            else
            {
                codec.Flush(batch);
            }

            EventSource.AddText(batch, 0, EventSource.Host, _host);
            await context.PublishAsync(batch, CancellationToken.None).ConfigureAwait(false);
            if (count == 0)
            {
                return;
            }
        }
    }
}
