using System.CommandLine;
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
                given.Add((setting.Name, result.Tokens is [var token, ..] ? token.Value : "true", option.Name));
            }
        }

        if (parsed.GetValue(ApiPortOption) is { } own)
        {
            given.Add((SettingList.ApiPort.Name, own, ApiPortOption.Name));
        }

        return CollectSettings.Read(given, Environment.GetEnvironmentVariable);
    }

    private static Option<string?> Make(Setting setting) => new(setting.Option, new[] { setting.Letter, setting.OtherOption }.OfType<string>().ToArray())
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
