using System.CommandLine;
using System.Net;
using System.Text;
using El4k.Server.Options;
using El4k.Server.Settings;

namespace El4k.Server.Commands;

/// <summary><c>el4k health</c>: what a container's health check runs, since an image without shell and curl has nothing else.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Far more than the line that a monitoring API answers with: what sends more is another program.</summary>
    private const int MaxAnswerBytes = 64 * 1024;

    private static readonly Option<Uri?> _urlOption = EnvironmentOption.Create<Uri?>("--url", "The monitoring API to ask; that of the settings when not given", "URL", null, OptionValues.Url);
    private static readonly Option<bool> _readyOption = new("--ready") { Description = "Ask whether events can be sent there (inputs listen, the queue has room), not only whether it lives" };

    public static Command Create()
    {
        var command = new Command("health", "Ask a running collector whether it lives: exit code 0 or 1, and one line.");
        command.Options.Add(_urlOption);
        command.Options.Add(_readyOption);
        CollectOptions.AddTo(command, [SettingList.PathSettings, SettingList.ApiHost, SettingList.ApiPort]);
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                return await RunAsync(ApiAddress.From(parsed, parsed.GetValue(_urlOption)), parsed, stop).ConfigureAwait(false);
            }
            catch (SettingException e)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
                return 1;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(ApiAddress api, ParseResult parsed, CancellationToken stop)
    {
        var screen = parsed.InvocationConfiguration.Output;
        var what = parsed.GetValue(_readyOption) ? "ready" : "live";
        using var http = new HttpClient { Timeout = _patience, MaxResponseContentBufferSize = MaxAnswerBytes };
        string? reason = null;
        foreach (var server in api.Servers)
        {
            var (isWell, line, whyNot) = await AskAsync(http, new Uri(server, "/health/" + what), what, stop).ConfigureAwait(false);
            if (line is not null)
            {
                await screen.WriteLineAsync(line).ConfigureAwait(false);
                return isWell ? 0 : 1;
            }

            reason ??= whyNot;
        }

        var others = api.IsRange ? $", nor from a port up to {api.LastPort}" : "";
        await screen.WriteLineAsync($"no answer from {new Uri(api.Servers.First(), "/health/" + what)}{others}: {reason}").ConfigureAwait(false);
        return 1;
    }

    // The line of a monitoring API, or why there is none.
    private static async Task<(bool IsWell, string? Line, string? WhyNot)> AskAsync(HttpClient http, Uri url, string what, CancellationToken stop)
    {
        try
        {
            using var response = await http.GetAsync(url, stop).ConfigureAwait(false);

            // As bytes: another program may name an encoding that does not exist.
            var line = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false)).Split('\n')[0];
            return response.StatusCode switch
            {
                HttpStatusCode.OK when line == what => (true, line, null),
                HttpStatusCode.ServiceUnavailable when line.StartsWith($"not {what}: ", StringComparison.Ordinal) => (false, line, null),
                _ => (false, null, $"what listens there (HTTP {(int)response.StatusCode}) is not EL4K's monitoring API"),
            };
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return (false, null, e.Message);
        }
    }
}
