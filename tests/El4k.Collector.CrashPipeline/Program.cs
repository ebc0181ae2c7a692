// Runs a pipeline with a disk queue until it is killed: the other half of CrashTests. Prints "ack CONNECTION FIRST COUNT" for each batch
// that was acknowledged; its outputs write what they get to files.
// Arguments: folder, number of the first event, seed. Without a seed nothing is sent: what is in the queue is delivered, then it ends.
using System.Globalization;
using El4k.Collector.Configuration;
using El4k.Collector.CrashPipeline;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;

var folder = args[0];
var registry = new PluginRegistry();
registry.Inputs.Add<NumbersInput, NumbersOptions>("numbers");
registry.Outputs.Add<LinesOutput, LinesOptions>("lines");
var sends = args.Length > 2;
var inputs = sends
    ? string.Concat(Enumerable.Range(0, 3).Select(c => $"numbers {{ connection => {c} first => {args[1]} seed => {int.Parse(args[2], CultureInfo.InvariantCulture) + c} }} "))
    : "";
var loaded = CollectorConfiguration.LoadText(
    $$"""
    input { {{inputs}} }
    output { lines { id => "quick" path => "{{folder}}/quick.txt" } lines { id => "slow" path => "{{folder}}/slow.txt" delay => 5 } }
    """,
    "crash.conf",
    new ConfigurationContext { Registry = registry, Environment = _ => null });
if (loaded.Definition is not { } definition)
{
    throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
}

var settings = new PipelineSettings
{
    QueueType = QueueType.Persisted,
    QueueFolder = Path.Combine(folder, "queue"),
    QueuePageBytes = 200_000,
    QueueMaxBytes = 4_000_000,
    BatchSize = 100,
    OutputBatchEvents = 300,
    BatchDelay = TimeSpan.FromMilliseconds(1),
};
await using var pipeline = new EventPipeline(definition, settings, new ErrorLog());
await pipeline.StartAsync();
Console.WriteLine("open");
await pipeline.Completion;
