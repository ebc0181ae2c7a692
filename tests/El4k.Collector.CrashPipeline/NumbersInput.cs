using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.CrashPipeline;

/// <summary>Publishes ascending numbers in batches of random sizes, and prints which were acknowledged.</summary>
internal sealed class NumbersInput : IInput
{
    private static readonly Lock _screen = new();
    private readonly NumbersOptions _options;

    public NumbersInput(NumbersOptions options, PluginContext context)
    {
        _ = context;
        _options = options;
    }

    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        var random = new Random(_options.Seed);
        for (var next = _options.First; !stop.IsCancellationRequested;)
        {
            EventBatch batch = context.RentBatch();
            int first = next;
            for (int count = random.Next(1, 40); count > 0; count--, next++)
            {
                batch.AddJson(Encoding.UTF8.GetBytes($$"""{"c":{{_options.Connection}},"n":{{next}},"filler":"{{new string('x', random.Next(200))}}"}"""));
            }

            batch.OnCompleted(Tell, $"ack {_options.Connection} {first} {next - first}");
            await context.PublishAsync(batch, stop);
        }
    }

    private static void Tell(BatchOutcome outcome, object? line)
    {
        if (outcome == BatchOutcome.Delivered)
        {
            lock (_screen)
            {
                Console.WriteLine(line);
            }
        }
    }
}
