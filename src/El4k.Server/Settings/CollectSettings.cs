namespace El4k.Server.Settings;

/// <summary>All that the settings say: the program's own, and those of each pipeline.</summary>
/// <param name="Node">For the whole program, and what pipelines begin with.</param>
/// <param name="Pipelines">The pipelines of <c>pipelines.yml</c>; null when there is no such file or the command names the pipeline.</param>
/// <param name="Warnings">What was ignored, and why.</param>
internal sealed record CollectSettings(SettingValues Node, IReadOnlyList<SettingValues>? Pipelines, IReadOnlyList<string> Warnings)
{
    /// <summary>Puts together what stands in the command, in the environment and in the files: an option wins over a variable, a variable over a file, a file over the default.</summary>
    /// <param name="options">What the command line gives, with <c>-S</c> after the options of their own.</param>
    /// <exception cref="SettingException">All that is wrong.</exception>
    public static CollectSettings Read(IReadOnlyList<(string Name, string Text, string Origin)> options, Func<string, string?> environment)
    {
        var report = new SettingReport();
        var given = new List<SettingValue>();
        foreach (var (name, text, origin) in options)
        {
            if (SettingNames.TryRead(name, text, origin, report, out var value))
            {
                given.Add(value);
            }
        }

        var variables = new List<SettingValue>();
        foreach (var setting in SettingList.All)
        {
            if (environment(setting.Variable) is { Length: > 0 } text && SettingNames.TryRead(setting.Name, Words(setting, text), setting.Variable, report, out var value))
            {
                variables.Add(value);
            }
        }

        var command = SettingValues.Defaults.With(variables).With(given);
        var files = new SettingFiles(environment, report);
        var (main, pipelines) = ReadFolder(command, files, report);
        report.ThrowIfWrong();
        var node = SettingValues.Defaults.With(main).With(variables).With(given);
        return new CollectSettings(node, pipelines?.Select(own => node.With(own)).ToArray(), report.Warnings);
    }

    private static (IReadOnlyList<SettingValue> Main, IReadOnlyList<IReadOnlyList<SettingValue>>? Pipelines) ReadFolder(SettingValues command, SettingFiles files, SettingReport report)
    {
        var folder = command.Text(SettingList.PathSettings);
        if (folder.Length == 0)
        {
            return ([], null);
        }

        if (!Directory.Exists(folder))
        {
            report.Error(command.OriginOf(SettingList.PathSettings), $"There is no folder {folder}.");
            return ([], null);
        }

        try
        {
            var main = Path.Combine(folder, "logstash.yml") is var file && File.Exists(file) ? files.ReadMain(file) : [];
            var list = Path.Combine(folder, "pipelines.yml");
            if (!File.Exists(list))
            {
                return (main, null);
            }

            var all = SettingValues.Defaults.With(main).With([]);
            if (command.IsGiven(SettingList.PathConfig) || command.IsGiven(SettingList.ConfigString) || all.IsGiven(SettingList.PathConfig) || all.IsGiven(SettingList.ConfigString))
            {
                report.Warn(list, "ignored, since the command or logstash.yml names the pipeline.");
                return (main, null);
            }

            return (main, files.ReadPipelines(list));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Error(folder, e.Message);
        }
        catch (SettingException e)
        {
            foreach (var error in e.Errors)
            {
                report.Add(error);
            }
        }

        return ([], null);
    }

    // People write LOG_LEVEL=INFO and API_ENABLED=True in environments; the words of the settings are lower case.
    private static string Words(Setting setting, string text) => setting.Kind is SettingKind.Choice or SettingKind.Switch ? text.ToLowerInvariant() : text;
}
