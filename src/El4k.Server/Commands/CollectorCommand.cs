using System.CommandLine;
using El4k.Server.Options;
using El4k.Server.Settings;

namespace El4k.Server.Commands;

/// <summary>Makes commands that work on the folder, or with the configuration, of a collector.</summary>
internal static class CollectorCommand
{
    /// <param name="own">The options and arguments that only this command has.</param>
    public static Command Create(
        string name, string description, IReadOnlyList<Symbol> own, TimeProvider time, Func<CollectorStart, ParseResult, TimeProvider, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var symbol in own)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        CollectOptions.AddTo(command, [SettingList.PipelineName, SettingList.PathConfig, SettingList.ConfigString, SettingList.PathSettings, SettingList.PathData, SettingList.LevelOfLog]);
        ServerOptions.AddTo(command, ServerOptions.DataOption, ServerOptions.ElasticsearchOption);
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                using var start = CollectorStart.From(parsed, time);
                return await run(start, parsed, time, stop).ConfigureAwait(false);
            }
            catch (SettingException e)
            {
                await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
                return 1;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"el4k {name}: {e.Message}").ConfigureAwait(false);
                return 1;
            }
        });
        return command;
    }
}
