using System.Net;
using System.CommandLine;
using El4k.Server.Logging;
using El4k.Server.Options;
using El4k.Server.Settings;

namespace El4k.Server.Commands;

/// <summary>What the commands that run a collector do first: settle the options, the settings and the log.</summary>
/// <param name="Options">With the data folder that the settings name.</param>
internal sealed record CollectorStart(ServerOptions Options, CollectSettings Settings, ProgramLog Log) : IDisposable
{
    /// <summary>How often pipeline files are looked at; null when they are not.</summary>
    public TimeSpan? ReloadInterval => Settings.Node.Switch(SettingList.ReloadAutomatic) ? Settings.Node.Time(SettingList.ReloadInterval) : null;

    /// <exception cref="SettingException">All that is wrong.</exception>
    public static CollectorStart From(ParseResult parsed, TimeProvider time, params IReadOnlyList<(string Name, string Text, string Origin)> more)
    {
        var settings = CollectOptions.Read(parsed, more);
        var options = ServerOptions.From(parsed);
        if (settings.Node.Text(SettingList.PathData) is { Length: > 0 } data && parsed.GetResult(ServerOptions.DataOption) is not { Implicit: false })
        {
            options = options with { Data = Path.GetFullPath(data) };
        }

        CheckApi(settings.Node, parsed);
        var start = new CollectorStart(options, settings, MakeLog(settings.Node, time));
        foreach (var warning in settings.Warnings)
        {
            start.Log.Write(warning);
        }

        return start;
    }

    public void Dispose() => Log.Dispose();

    private static void CheckApi(SettingValues settings, ParseResult parsed)
    {
        var text = settings.Text(SettingList.ApiHost);
        try
        {
            var host = OptionValues.Address(text);
            if (settings.Switch(SettingList.ApiEnabled) && !IPAddress.IsLoopback(host) && !parsed.GetValue(ServerOptions.InsecureOption))
            {
                throw new SettingException([$"{settings.OriginOf(SettingList.ApiHost)}: error: api.http.host {text} opens the monitoring API beyond this machine without TLS and keys: add --insecure to accept that, or leave it at 127.0.0.1."]);
            }
        }
        catch (FormatException e)
        {
            throw new SettingException([$"{settings.OriginOf(SettingList.ApiHost)}: error: api.http.host: \"{text}\" is not valid: {e.Message}."]);
        }
    }

    private static ProgramLog MakeLog(SettingValues settings, TimeProvider time)
    {
        var format = settings.Text(SettingList.FormatOfLog) == "json" ? LogFormat.Json : LogFormat.Plain;
        var levels = new LogLevels(Enum.Parse<LogLevel>(settings.Text(SettingList.LevelOfLog), ignoreCase: true));
        var folder = settings.Text(SettingList.PathLogs);
        try
        {
            var file = folder.Length == 0 ? null : new LogFile(Path.Combine(folder, format == LogFormat.Json ? "el4k-json.log" : "el4k-plain.log"));
            return new ProgramLog(levels, format, time, Console.Error, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException([$"{settings.OriginOf(SettingList.PathLogs)}: error: path.logs: {e.Message}"]);
        }
    }
}
