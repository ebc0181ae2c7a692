using System.CommandLine;
using El4k.Server.Options;
using El4k.Server.Settings;

namespace El4k.Server.Commands;

/// <summary><c>el4k health</c>: what a container's health check runs, since an image without shell and curl has nothing else.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private static readonly Option<Uri?> _urlOption = EnvironmentOption.Create<Uri?>("--url", "The monitoring API to ask; that of this machine when not given", "URL", null, OptionValues.Url);
    private static readonly Option<bool> _readyOption = new("--ready") { Description = "Ask whether events can be sent there (inputs listen, the queue has room), not only whether it lives" };

    public static Command Create()
    {
        var command = new Command("health", "Ask a running collector whether it lives: exit code 0 or 1, and one line.");
        command.Options.Add(_urlOption);
        command.Options.Add(_readyOption);
        command.Options.Add(CollectOptions.ApiPortOption);
        command.SetAction((parsed, stop) => RunAsync(Address(parsed), parsed.GetValue(_readyOption), stop));
        return command;
    }

    private static Uri Address(ParseResult parsed)
    {
        var port = parsed.GetValue(CollectOptions.ApiPortOption) ?? Environment.GetEnvironmentVariable("EL4K_API_PORT");
        return parsed.GetValue(_urlOption) ?? new Uri($"http://127.0.0.1:{(string.IsNullOrEmpty(port) ? SettingList.ApiPort.Default : port)}");
    }

    private static async Task<int> RunAsync(Uri api, bool ready, CancellationToken stop)
    {
        var url = new Uri(api, ready ? "/health/ready" : "/health/live");
        using var http = new HttpClient { Timeout = _patience };
        try
        {
            using var response = await http.GetAsync(url, stop).ConfigureAwait(false);
            var line = (await response.Content.ReadAsStringAsync(stop).ConfigureAwait(false)).Split('\n')[0];
            Console.WriteLine(line);
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Console.WriteLine($"no answer from {url}: {e.Message}");
            return 1;
        }
    }
}
