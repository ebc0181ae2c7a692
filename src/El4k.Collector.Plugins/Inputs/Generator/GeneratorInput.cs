using System.Text;

namespace El4k.Collector.Plugins.Inputs.Generator;

/// <summary>Makes events as fast as the pipeline takes them, for trying things out and for measuring.</summary>
internal sealed class GeneratorInput : IInput
{
    private const int MaxThreads = 64;

    private readonly GeneratorOptions _options;
    private readonly GeneratorFields _fields;
    private readonly byte[][] _texts;
    private readonly byte[] _host = Encoding.UTF8.GetBytes(Environment.MachineName);

    /// <exception cref="PluginOptionException">The count or the number of threads cannot be meant.</exception>
    public GeneratorInput(GeneratorOptions options, PluginContext context)
    {
        _fields = new GeneratorFields(context.EcsCompatibility);
        _options = options;
        _texts = [.. (options.Lines.Count > 0 ? options.Lines : [options.Message]).Select(Encoding.UTF8.GetBytes)];
        if (options.Count < 0)
        {
            throw new PluginOptionException("count", $"the number of rounds must not be negative: {options.Count}; 0 is without end");
        }

        if (options.Threads is < 1 or > MaxThreads)
        {
            throw new PluginOptionException("threads", $"between 1 and {MaxThreads} loops may give out events, not {options.Threads}");
        }
    }

    /// <inheritdoc/>
    public Task RunAsync(InputContext context, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, _options.Threads).Select(_ => Task.Run(() => GenerateAsync(context, stop), CancellationToken.None)));

    private async Task GenerateAsync(InputContext context, CancellationToken stop)
    {
        var codec = context.CreateCodec();
        var batch = context.RentBatch();
        for (var round = 0L; (_options.Count == 0 || round < _options.Count) && !stop.IsCancellationRequested; round++)
        {
            foreach (var text in _texts)
            {
                var first = batch.Count;
                codec.Decode(text, batch);
                codec.Flush(batch);
                EventSource.AddText(batch, first, _fields.Host, _host);
                EventSource.AddValue(batch, first, _fields.Sequence, round);
                if (batch.IsFull)
                {
                    await context.PublishAsync(batch, CancellationToken.None).ConfigureAwait(false);
                    batch = context.RentBatch();
                }
            }
        }

        await context.PublishAsync(batch, CancellationToken.None).ConfigureAwait(false);
    }
}
