using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace El4k.Benchmarks.EndToEnd;

/// <summary>The program under measurement: its CPU time, its memory, the time until it was ready.</summary>
internal sealed partial class MeasuredProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();

    public MeasuredProcess(string program, params string[] arguments)
    {
        var isLibrary = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isLibrary ? "dotnet" : program, isLibrary ? ["exec", program, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Milliseconds from the start of the process to its banner.</summary>
    public double ReadyMs { get; private set; }

    /// <summary>User and system time so far, in microseconds.</summary>
    public double CpuMicroseconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMicroseconds;
        }
    }

    public double RssMb => Status("VmRSS");

    public double PeakRssMb => Status("VmHWM");

    public Task UntilReadyAsync() => _ready.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>All that the program has printed.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>The first group of the pattern in what the program has printed.</summary>
    public string Printed(string pattern)
    {
        lock (_lines)
        {
            var text = string.Join('\n', _lines);
            var match = Regex.Match(text, pattern, RegexOptions.Multiline);
            return match.Success ? match.Groups[1].Value : throw new InvalidOperationException($"nothing matches {pattern} in:\n{text}");
        }
    }

    public void Dispose()
    {
        using (Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            if (!_process.WaitForExit(10_000))
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
        }

        if (line.StartsWith("Ready ", StringComparison.Ordinal) && !_ready.Task.IsCompleted)
        {
            ReadyMs = _sinceStart.Elapsed.TotalMilliseconds;
            _ready.TrySetResult();
        }
    }

    private double Status(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(Digits().Match(line).Value, CultureInfo.InvariantCulture) / 1024;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
