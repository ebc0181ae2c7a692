using System.CommandLine;
using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;
using El4k.Server.Collecting;
using El4k.Server.DeadLetters;
using El4k.Server.Logging;

namespace El4k.Server.Commands;

/// <summary><c>el4k dlq replay</c>: sends dead letters again, to the output that they were for or through the whole pipeline.</summary>
internal static class DlqReplayCommand
{
    private static readonly Option<string> _toOption = MakeToOption();
    private static readonly Option<string?> _pluginOption = new("--plugin") { Description = "Only those of the output with this id; the others stay", HelpName = "ID" };
    private static readonly Option<string?> _reasonOption = new("--reason") { Description = "Only those whose reason has this text in it; the others stay", HelpName = "TEXT" };

    public static Command Create(TimeProvider time) => CollectorCommand.Create(
        "replay", "Send the dead letters again; what is delivered is removed, what is refused again stays with its new reason.", [_toOption, _pluginOption, _reasonOption], time, RunAsync);

    private static Option<string> MakeToOption()
    {
        var option = new Option<string>("--to") { Description = "outputs: each letter to the output that it was for. pipeline: through filters and outputs once more", DefaultValueFactory = _ => "outputs" };
        option.AcceptOnlyFromAmong("outputs", "pipeline");
        return option;
    }

    private static async Task<int> RunAsync(CollectorStart start, ParseResult parsed, TimeProvider time, CancellationToken stop)
    {
        var pipeline = DlqCommand.Pipeline(start);
        var folder = pipeline.DeadLetterPath(start.Options.Data);
        var log = new PipelineLog(start.Log, pipeline.Id);
        await using var letters = new DeadLetterFolder(folder, NullLog.Instance, time, pipeline.DeadLetters());
        var filter = new LetterFilter(parsed.GetValue(_pluginOption), parsed.GetValue(_reasonOption));
        var result = pipeline.Source.Load(Context(start, pipeline, letters, log, time));
        if (result.Definition is not { } definition)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', result.Errors.Select(error => error.ToString()))).ConfigureAwait(false);
            return 1;
        }

        try
        {
            var (sent, kept) = parsed.GetValue(_toOption) == "pipeline"
                ? await ThroughPipelineAsync(definition, pipeline, folder, filter, log, time, stop).ConfigureAwait(false)
                : await ToOutputsAsync(definition, pipeline, folder, filter, letters, time, stop).ConfigureAwait(false);
            Console.WriteLine($"replayed {sent} dead letters: {sent - letters.Written} delivered, {letters.Written} refused again{(kept == 0 ? "" : $"; {kept} files are in use by another process")}");
            return letters.Written == 0 && kept == 0 ? 0 : 1;
        }
        catch (PluginStartException e)
        {
            await Console.Error.WriteLineAsync("el4k dlq: " + e.Message).ConfigureAwait(false);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("el4k dlq: ended early; what was not delivered is still there").ConfigureAwait(false);
            return 1;
        }
    }

    private static ConfigurationContext Context(CollectorStart start, PipelineSpecification pipeline, IDeadLetters letters, ILog log, TimeProvider time) => new()
    {
        Registry = BuiltInPlugins.CreateRegistry(),
        Environment = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : name == "ELASTICSEARCH_HOST" && (start.Options.Elasticsearch is not null || pipeline.Source.IsBuiltIn)
                ? (start.Options.Elasticsearch ?? new Uri("http://127.0.0.1:9200")).ToString()
                : null,
        SupportEscapes = pipeline.Settings.Switch(Settings.SettingList.SupportEscapes),
        EcsCompatibility = pipeline.Settings.EcsCompatibility,
        FieldEscapes = pipeline.Settings.FieldEscapes,
        Log = log,
        Clock = time,
        DeadLetters = letters,
        HostParts = new Dictionary<Type, object> { [typeof(DirectoryInfo)] = new DirectoryInfo(start.Options.Data) },
    };

    private static async Task<(long, int)> ToOutputsAsync(PipelineDefinition definition, PipelineSpecification pipeline, string folder, LetterFilter filter, DeadLetterFolder letters, TimeProvider time, CancellationToken stop)
    {
        await using var outputs = new OutputReplay(definition, pipeline.Run(), time);
        foreach (var (id, name) in outputs.Outputs)
        {
            letters.Know(id, name);
        }

        await outputs.StartAsync(stop).ConfigureAwait(false);
        var delivery = new OutputDelivery(outputs, letters, time);
        var result = await new LetterReplay(folder, delivery.DeliverAsync, time, filter).RunAsync(stop).ConfigureAwait(false);
        if (delivery.Missing.Count > 0)
        {
            await Console.Error.WriteLineAsync(
                $"el4k dlq: {pipeline.Source.Name} has no output with the id {string.Join(", ", delivery.Missing)}, so the letters for it were not sent. Name the pipeline that wrote them with -f, or send them by --to pipeline.").ConfigureAwait(false);
        }

        return result;
    }

    private static async Task<(long, int)> ThroughPipelineAsync(PipelineDefinition definition, PipelineSpecification pipeline, string folder, LetterFilter filter, ILog log, TimeProvider time, CancellationToken stop)
    {
        var input = new LetterInput();
        await using var running = new EventPipeline(definition.WithInput("dead_letters", input, PluginContext.For("dead_letters", log, time)), pipeline.Run() with { QueueType = QueueType.Memory }, log, time);
        await running.StartAsync(stop).ConfigureAwait(false);
        var done = await new LetterReplay(folder, input.DeliverAsync, time, filter).RunAsync(stop).ConfigureAwait(false);
        await running.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return done;
    }
}
