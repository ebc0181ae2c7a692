using System.CommandLine;
using System.CommandLine.Parsing;
using El4k.Collector.Configuration;
using El4k.Server.Options;
using El4k.Server.Settings;

namespace El4k.Server.Commands;

/// <summary>Says what was probably meant by arguments that a command does not have.</summary>
internal static class ArgumentHints
{
    // A letter or a small number is a typing error away from every other one.
    private const int ShortestTypo = 4;

    /// <summary>A sentence for each argument that another command has, that only Logstash has, or that is near to what this command has.</summary>
    public static IReadOnlyList<string> For(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var others = parsed.RootCommandResult.Command.Subcommands.Where(other => other != command).ToArray();
        var names = Names(command).Concat(command.Subcommands.Select(sub => sub.Name)).Where(name => name.Length >= ShortestTypo).ToArray();
        var unknown = parsed.CommandResult.Children.OfType<OptionResult>().Select(CollectOptions.NoValue).OfType<string>().Concat(parsed.UnmatchedTokens);
        return [.. unknown.Select(token => Hint(token, names, others)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static string? Hint(string token, string[] names, Command[] others)
    {
        if (others.FirstOrDefault(other => Names(other).Contains(token, StringComparer.Ordinal)) is { } owner)
        {
            return $"{token} is an option of `el4k {owner.Name}`.";
        }

        if (token.StartsWith("--", StringComparison.Ordinal) && token[2..].Split('=')[0] is var setting && SettingList.IsIn(SettingList.WithoutUse, setting))
        {
            return $"Logstash's --{setting} has no use in EL4K: leave it out.";
        }

        return token.Length < ShortestTypo ? null : NearestName.Suggest(token, names, "");
    }

    private static IEnumerable<string> Names(Command command) => command.Options.SelectMany(option => option.Aliases.Prepend(option.Name));
}
