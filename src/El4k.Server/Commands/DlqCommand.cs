using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Collector.Queue;
using El4k.Server.Collecting;
using El4k.Server.DeadLetters;
using El4k.Server.Settings;

namespace El4k.Server.Commands;

/// <summary><c>el4k dlq</c>: looks at, sends again or drops what outputs' targets refused for good. Safe while a collector runs on the same folder.</summary>
internal static class DlqCommand
{
    private const int DefaultLimit = 20;
    private const int WidestReason = 160;

    private static readonly JsonSerializerOptions _pretty = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Option<string?> _pluginOption = new("--plugin") { Description = "Only those of the output with this id", HelpName = "ID" };
    private static readonly Option<string?> _reasonOption = new("--reason") { Description = "Only those whose reason has this text in it", HelpName = "TEXT" };
    private static readonly Option<int> _limitOption = new("--limit") { Description = "How many at most, the newest", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
    private static readonly Option<bool> _yesOption = new("--yes") { Description = "Drop them without asking" };
    private static readonly Argument<string> _letterArgument = new("LETTER") { Description = "As `el4k dlq list` names it, such as 3:17" };

    public static Command Create(TimeProvider time)
    {
        var command = new Command("dlq", "Look at, replay or drop dead letters: events that a target refused for good.");
        command.Subcommands.Add(CollectorCommand.Create("list", "List the dead letters, the newest last.", [_pluginOption, _reasonOption, _limitOption], time, ListAsync));
        command.Subcommands.Add(CollectorCommand.Create("show", "Show a dead letter as it is.", [_letterArgument], time, ShowAsync));
        command.Subcommands.Add(DlqReplayCommand.Create(time));
        command.Subcommands.Add(CollectorCommand.Create("drop", "Delete all dead letters of the pipeline.", [_yesOption], time, DropAsync));
        return command;
    }

    /// <summary>The pipeline that <c>--pipeline.id</c> names.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static PipelineSpecification Pipeline(CollectorStart start)
    {
        var id = start.Settings.Node.Text(SettingList.PipelineName);
        var all = PipelineSpecification.All(start.Settings, PipelineSource.BuiltIn);
        return all.FirstOrDefault(pipeline => pipeline.Id == id) ?? throw new SettingException([$"--pipeline.id: error: There is no pipeline {id}: there are {string.Join(", ", all.Select(pipeline => pipeline.Id))}."]);
    }

    private static async Task<int> ListAsync(CollectorStart start, ParseResult parsed, TimeProvider time, CancellationToken stop)
    {
        var folder = Pipeline(start).DeadLetterPath(start.Options.Data);
        var filter = new LetterFilter(parsed.GetValue(_pluginOption), parsed.GetValue(_reasonOption));
        var matching = new Queue<(string Name, DeadLetter Letter)>();
        long count = 0, total = 0;
        foreach (var (name, letter) in await LettersAsync(folder, time, stop).ConfigureAwait(false))
        {
            total++;
            if (!filter.Matches(letter))
            {
                continue;
            }

            count++;
            matching.Enqueue((name, letter));
            if (matching.Count > parsed.GetValue(_limitOption))
            {
                matching.Dequeue();
            }
        }

        foreach (var (name, letter) in matching)
        {
            Console.WriteLine($"{name,-8} {letter.Time} {letter.Plugin}: {Short(letter.Reason)}");
        }

        Console.WriteLine(total == 0 ? $"no dead letters in {folder}" : $"{matching.Count} of {count}{(count == total ? "" : $" that match, of {total}")} dead letters in {folder}");
        return 0;
    }

    private static async Task<int> ShowAsync(CollectorStart start, ParseResult parsed, TimeProvider time, CancellationToken stop)
    {
        var folder = Pipeline(start).DeadLetterPath(start.Options.Data);
        var wanted = parsed.GetRequiredValue(_letterArgument);
        var found = (await LettersAsync(folder, time, stop).ConfigureAwait(false)).FirstOrDefault(pair => pair.Name == wanted);
        if (found.Letter is null)
        {
            await Console.Error.WriteLineAsync($"el4k dlq: there is no dead letter {wanted} in {folder}; `el4k dlq list` names them").ConfigureAwait(false);
            return 1;
        }

        Console.WriteLine(JsonNode.Parse(found.Letter.Line.Span)!.ToJsonString(_pretty));
        return 0;
    }

    private static async Task<int> DropAsync(CollectorStart start, ParseResult parsed, TimeProvider time, CancellationToken stop)
    {
        var folder = Pipeline(start).DeadLetterPath(start.Options.Data);
        var count = (await LettersAsync(folder, time, stop).ConfigureAwait(false)).Count;
        if (!parsed.GetValue(_yesOption))
        {
            await Console.Error.WriteLineAsync($"el4k dlq: this would delete {count} dead letters in {folder} for ever; add --yes to do it").ConfigureAwait(false);
            return 1;
        }

        // Delivered to nobody, and removed.
        var (dropped, kept) = await new LetterReplay(folder, (_, _) => Task.CompletedTask, time).RunAsync(stop).ConfigureAwait(false);
        Console.WriteLine($"dropped {dropped} dead letters{(kept == 0 ? "" : $"; {kept} files are in use by another process")}");
        return kept == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<(string Name, DeadLetter Letter)>> LettersAsync(string folder, TimeProvider time, CancellationToken stop)
    {
        var letters = new List<(string, DeadLetter)>();
        foreach (var file in DeadLetterReader.Files(folder))
        {
            if (await DeadLetterReader.ReadAsync(folder, new DeadLetterPosition(file, 0), time, stop).ConfigureAwait(false) is not { } read)
            {
                await Console.Error.WriteLineAsync($"el4k dlq: file {file} in {folder} is being replayed by another process").ConfigureAwait(false);
                continue;
            }

            letters.AddRange(read.Select((pair, index) => ($"{file}:{index + 1}", pair.Letter)));
        }

        return letters;
    }

    private static string Short(string reason)
    {
        var line = reason.ReplaceLineEndings(" ");
        return line.Length <= WidestReason ? line : line[..WidestReason] + "…";
    }
}
