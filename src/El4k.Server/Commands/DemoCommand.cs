using System.Buffers;
using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;
using El4k.Server.Demo;
using El4k.Server.Options;
using Spectre.Console;

namespace El4k.Server.Commands;

/// <summary><c>el4k demo</c>: sends a month of believable report traffic to a running collector, so that every page has something to show.</summary>
internal static class DemoCommand
{
    private const int ChunkBytes = 128 * 1024;

    private static readonly Option<int> _runsOption = new("--runs") { Description = "About how many report runs", DefaultValueFactory = _ => 200_000, HelpName = "COUNT" };
    private static readonly Option<int> _daysOption = new("--days") { Description = "How many days back they begin", DefaultValueFactory = _ => 30, HelpName = "COUNT" };
    private static readonly Option<int> _seedOption = new("--seed") { Description = "The same seed gives the same traffic", DefaultValueFactory = _ => 1, HelpName = "NUMBER" };
    private static readonly Option<bool> _againOption = new("--again") { Description = "Send even if demo events are already there" };

    public static Command Create(TimeProvider time)
    {
        var command = new Command("demo", "Send 30 days of believable report traffic to a running EL4K.");
        ServerOptions.AddTo(command, ServerOptions.BindOption, ServerOptions.TcpPortOption, ServerOptions.RestPortOption, _runsOption, _daysOption, _seedOption, _againOption);
        command.SetAction((parsed, stop) => RunAsync(
            ServerOptions.From(parsed), parsed.GetValue(_runsOption), parsed.GetValue(_daysOption), parsed.GetValue(_seedOption), parsed.GetValue(_againOption), time, stop));
        return command;
    }

    private static async Task<int> RunAsync(ServerOptions options, int runs, int days, int seed, bool again, TimeProvider time, CancellationToken stop)
    {
        if (runs < 1 || days < 1)
        {
            await Console.Error.WriteLineAsync("el4k demo: --runs and --days must be at least 1").ConfigureAwait(false);
            return 2;
        }

        using var store = new HttpClient { BaseAddress = new Uri($"http://{options.Bind}:{options.RestPort}/"), Timeout = TimeSpan.FromSeconds(10) };
        var before = await CountAsync(store, stop).ConfigureAwait(false);
        if (before > 0 && !again)
        {
            await Console.Error.WriteLineAsync($"el4k demo: {before:N0} demo events are already there; add --again to send them once more").ConfigureAwait(false);
            return 1;
        }

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Bind, options.TcpPort, stop).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            await Console.Error.WriteLineAsync(
                $"el4k demo: no collector listens on {options.Bind}:{options.TcpPort} ({e.SocketErrorCode}). Start one with `el4k up`, or name its port with --tcp-port.").ConfigureAwait(false);
            return 1;
        }

        if (Console.IsOutputRedirected)
        {
            // Colours are for eyes, not for files.
            AnsiConsole.Profile.Capabilities.Ansi = false;
        }

        var traffic = new DemoTraffic(time.GetUtcNow(), days, runs, seed);
        var lines = 0L;
        await AnsiConsole.Progress().AutoClear(false).HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var sending = progress.AddTask("Sending report runs", maxValue: runs);
                lines = await SendAsync(traffic, socket, sending, stop).ConfigureAwait(false);
                sending.Value = sending.MaxValue;
                socket.Shutdown(SocketShutdown.Send);
                if (before is not null)
                {
                    var stored = progress.AddTask("Searchable", maxValue: lines);
                    await AwaitStoredAsync(store, before.Value, lines, stored, time, stop).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        AnsiConsole.MarkupLineInterpolated($"Sent [bold]{lines:N0}[/] events of the last {days} days. Look for the runaway user {DemoTraffic.MisbehavingUser} and the incident of {traffic.IncidentStart:yyyy-MM-dd HH:mm} UTC.");
        return 0;
    }

    private static async Task<long> SendAsync(DemoTraffic traffic, Socket socket, ProgressTask progress, CancellationToken stop)
    {
        var buffer = new ArrayBufferWriter<byte>(ChunkBytes * 2);
        var lines = 0L;
        foreach (var run in traffic.Runs())
        {
            lines += DemoLine.Write(run, buffer);
            progress.Increment(1);
            if (buffer.WrittenCount >= ChunkBytes)
            {
                await FlushAsync(socket, buffer, stop).ConfigureAwait(false);
            }
        }

        await FlushAsync(socket, buffer, stop).ConfigureAwait(false);
        return lines;
    }

    private static async Task FlushAsync(Socket socket, ArrayBufferWriter<byte> buffer, CancellationToken stop)
    {
        var left = buffer.WrittenMemory;
        while (left.Length > 0)
        {
            left = left[await socket.SendAsync(left, stop).ConfigureAwait(false)..];
        }

        buffer.ResetWrittenCount();
    }

    private static async Task AwaitStoredAsync(HttpClient store, long before, long lines, ProgressTask progress, TimeProvider time, CancellationToken stop)
    {
        var deadline = time.GetUtcNow().AddMinutes(2);
        while (progress.Value < lines && time.GetUtcNow() < deadline)
        {
            var now = await CountAsync(store, stop).ConfigureAwait(false) ?? before;
            progress.Value = Math.Min(lines, now - before);
            await Task.Delay(TimeSpan.FromMilliseconds(150), time, stop).ConfigureAwait(false);
        }
    }

    // Null when no store answers there: the collector may send to a cluster elsewhere.
    private static async Task<long?> CountAsync(HttpClient store, CancellationToken stop)
    {
        try
        {
            using var response = await store.GetAsync("logstash-*/_count?q=env:demo&ignore_unavailable=true", stop).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }

            using var body = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false));
            return body.RootElement.GetProperty("count").GetInt64();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
