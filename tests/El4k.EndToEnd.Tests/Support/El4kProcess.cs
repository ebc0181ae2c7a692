using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace El4k.EndToEnd.Tests.Support;

/// <summary>The real program in a process of its own, on free ports and a data folder of its own; killed when disposed.</summary>
internal sealed partial class El4kProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private El4kProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
    }

    /// <summary>Everything the program has printed, stdout and stderr.</summary>
    public string Output => string.Join('\n', _output);

    public int Id => _process.Id;

    public Uri Rest => new(Match(RestLine()));

    public Uri Explorer => new(Match(ExplorerLine()));

    /// <summary>The monitoring API.</summary>
    public Uri Api => new(Match(ApiLine()));

    public int TcpPort => int.Parse(Match(TcpLine()));

    public int UdpPort => int.Parse(Match(UdpLine()));

    /// <summary>Called on the thread that reads the output, as soon as the program says that it is ready. Set at once after the start.</summary>
    public Action? WhenReady { get; set; }

    public StreamWriter Input => _process.StandardInput;

    /// <summary>Starts <c>el4k</c> with the arguments as they are.</summary>
    public static El4kProcess Start(params string[] arguments) => StartProgram("src/El4k.Server", "el4k.dll", new Dictionary<string, string>(), arguments);

    /// <summary>Starts the built program of another project, such as a sample.</summary>
    /// <param name="project">The project's folder in the checkout.</param>
    public static El4kProcess StartProgram(string project, string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // A run in the background begins with SIGINT ignored, and so would its children: the tests that interrupt a process need it as a terminal gives it.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet", "exec"] : ["dotnet", "exec"];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var word in command.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        start.ArgumentList.Add(BuiltProgram(project, program));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("EL4K_", StringComparison.Ordinal) || k == "ELASTICSEARCH_HOST").ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var running = new El4kProcess(process);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Starts the whole stack on free ports and waits until it says that it is ready.</summary>
    public static async Task<El4kProcess> UpAsync(string data, params string[] more)
    {
        var running = Start(["up", "--data", data, "--tcp-port", "0", "--udp-port", "0", "--rest-port", "0", "--explorer-port", "0", .. more]);
        await running.UntilReadyAsync();
        return running;
    }

    /// <summary>Starts the store alone on a free port.</summary>
    public static async Task<El4kProcess> StoreAsync(string data, int port = 0)
    {
        var running = Start("store", "--data", data, "--rest-port", port.ToString());
        await running.UntilReadyAsync();
        return running;
    }

    public async Task UntilReadyAsync()
    {
        var exited = _process.WaitForExitAsync();
        var first = await Task.WhenAny(_ready.Task, exited, Task.Delay(_patience));
        Assert.True(first == _ready.Task, "el4k did not become ready; it printed:\n" + Output);
    }

    public async Task<int> ExitCodeAsync()
    {
        using var patience = new CancellationTokenSource(_patience);
        await _process.WaitForExitAsync(patience.Token);
        _process.WaitForExit(); // Also waits for the last lines of output.
        return _process.ExitCode;
    }

    /// <summary>Asks the program to end, as an orchestrator does.</summary>
    public void Terminate() => Assert.Equal(0, Kill(_process.Id, 15));

    /// <summary>Asks the program to reload.</summary>
    public void HangUp() => Assert.Equal(0, Kill(_process.Id, 1));

    /// <summary>As Ctrl+C does.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(_process.Id, 2));

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string BuiltProgram(string project, string program)
    {
        // tests/El4k.EndToEnd.Tests/bin/<configuration>/net10.0
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = output.Parent!.Name;
        for (var folder = output; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EL4K.slnx")))
            {
                return Path.Combine(folder.FullName, project, "bin", configuration, "net10.0", program);
            }
        }

        throw new InvalidOperationException("EL4K.slnx is in no folder above " + AppContext.BaseDirectory);
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.StartsWith("Ready ", StringComparison.Ordinal))
        {
            WhenReady?.Invoke();
            _ready.TrySetResult();
        }
    }

    private string Match(Regex line)
    {
        var match = line.Match(Output);
        Assert.True(match.Success, $"no line matches {line} in:\n{Output}");
        return match.Groups[1].Value;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    [GeneratedRegex(@"^\s*REST API\s+(http://\S+)", RegexOptions.Multiline)]
    private static partial Regex RestLine();

    [GeneratedRegex(@"^\s*explorer\s+(http://\S+)", RegexOptions.Multiline)]
    private static partial Regex ExplorerLine();

    [GeneratedRegex(@"^\s*API\s+(http://\S+)", RegexOptions.Multiline)]
    private static partial Regex ApiLine();

    [GeneratedRegex(@"tcp\s+[\d.]+:(\d+)")]
    private static partial Regex TcpLine();

    [GeneratedRegex(@"udp\s+[\d.]+:(\d+)")]
    private static partial Regex UdpLine();
}
