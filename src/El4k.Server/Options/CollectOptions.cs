using System.CommandLine;
using System.CommandLine.Parsing;
using El4k.Server.Settings;

namespace El4k.Server.Options;

/// <summary>The settings of the collector as options of a command, and their values after parsing.</summary>
internal static class CollectOptions
{
    /// <summary>Any setting by its name: <c>-S pipeline.workers=2</c>.</summary>
    public static readonly Option<string[]> AnyOption = new("--setting", "-S") { Description = "Any setting of docs/configuration.md by its name", HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };

    /// <summary>The monitoring API's port under the name that the other ports have.</summary>
    public static readonly Option<string?> ApiPortOption = new("--api-port") { Description = $"The monitoring API; the same as {SettingList.ApiPort.Option} [EL4K_API_PORT]", HelpName = "PORT" };

    private static readonly Dictionary<Setting, Option<string?>> _options = SettingList.All.ToDictionary(setting => setting, Make);

    /// <summary>Gives a command an option for each of these settings, and <c>-S</c> for all others.</summary>
    public static void AddTo(Command command, IEnumerable<Setting> settings)
    {
        foreach (var setting in settings)
        {
            command.Options.Add(_options[setting]);
        }

        command.Options.Add(AnyOption);
        command.Options.Add(ApiPortOption);
    }

    /// <summary>The settings: of the command line, of the environment and of the files.</summary>
    /// <exception cref="SettingException">All that is wrong.</exception>
    public static CollectSettings Read(ParseResult parsed, params IReadOnlyList<(string Name, string Text, string Origin)> more)
    {
        var given = new List<(string Name, string Text, string Origin)>(more);
        if (Environment.GetEnvironmentVariable("EL4K_API_PORT") is { Length: > 0 } port)
        {
            given.Add((SettingList.ApiPort.Name, port, "EL4K_API_PORT"));
        }

        foreach (var pair in parsed.GetValue(AnyOption) ?? [])
        {
            var parts = pair.Split('=', 2);
            given.Add(parts.Length == 2
                ? (parts[0], parts[1], "-S")
                : throw new SettingException([$"-S: error: expected NAME=VALUE, such as -S pipeline.workers=2, found \"{pair}\"."]));
        }

        foreach (var (setting, option) in _options)
        {
            if (parsed.GetResult(option) is { Implicit: false } result)
            {
                var text = result.Tokens is [var token, ..] ? token.Value : "true";

                // -e '' is a whole configuration, from stdin to stdout; anywhere else nothing is not a value.
                given.Add((setting.Name, setting == SettingList.ConfigString && text.Length == 0 ? " " : text, option.Name));
            }
        }

        if (parsed.GetValue(ApiPortOption) is { } own)
        {
            given.Add((SettingList.ApiPort.Name, own, ApiPortOption.Name));
        }

        return CollectSettings.Read(given, Environment.GetEnvironmentVariable);
    }

    /// <summary>What a switch took for its value and is no value, such as the unknown option in <c>-t --nonsense</c>; null when there is none.</summary>
    public static string? NoValue(OptionResult result) =>
        result.Option.Arity.MinimumNumberOfValues == 0 && result.Tokens is [{ Value: ['-', ..] text }] ? text : null;

    private static Option<string?> Make(Setting setting)
    {
        var option = Described(setting);
        option.Validators.Add(result =>
        {
            if (NoValue(result) is { } text)
            {
                result.AddError($"Unrecognized command or argument '{text}'.");
            }
        });
        return option;
    }

    private static Option<string?> Described(Setting setting) => new(setting.Option, new[] { setting.Letter, setting.OtherOption }.OfType<string>().ToArray())
    {
        Description = $"{setting.Meaning} [{setting.Variable}]",
        HelpName = setting.Kind switch
        {
            SettingKind.Switch => "true|false",
            SettingKind.Choice => string.Join('|', setting.Choices),
            SettingKind.Count or SettingKind.Milliseconds => "N",
            SettingKind.Size => "SIZE",
            SettingKind.Time => "TIME",
            SettingKind.Ports => "PORT",
            _ => "TEXT",
        },
        Arity = setting.Kind == SettingKind.Switch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };
}
