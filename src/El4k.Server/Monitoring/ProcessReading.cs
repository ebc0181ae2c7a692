using System.Diagnostics;
using System.Globalization;

namespace El4k.Server.Monitoring;

/// <summary>Reads what the kernel knows of this process. Safe for all threads.</summary>
internal sealed class ProcessReading
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private long _lastAt;
    private TimeSpan _lastProcessor;
    private double _percent;
    private long _peakFiles;

    public ProcessReading(TimeProvider time)
    {
        _time = time;
        using var process = Process.GetCurrentProcess();
        Started = process.StartTime.ToUniversalTime();
        _lastAt = time.GetTimestamp();
        _lastProcessor = Environment.CpuUsage.TotalTime;
    }

    /// <summary>When the process began.</summary>
    public DateTimeOffset Started { get; }

    public ProcessValues Read()
    {
        var status = Lines("/proc/self/status");
        var files = CountFiles();
        var processor = Environment.CpuUsage.TotalTime;
        lock (_gate)
        {
            _peakFiles = Math.Max(_peakFiles, files);
            var at = _time.GetTimestamp();
            var seconds = _time.GetElapsedTime(_lastAt, at).TotalSeconds;

            // Two readings at once would divide by nearly nothing.
            if (seconds >= 1)
            {
                _percent = 100 * (processor - _lastProcessor).TotalSeconds / seconds / Environment.ProcessorCount;
                _lastAt = at;
                _lastProcessor = processor;
            }

            return new ProcessValues
            {
                ResidentBytes = Kilobytes(status, "VmRSS:") ?? Environment.WorkingSet,
                VirtualBytes = Kilobytes(status, "VmSize:") ?? 0,
                Threads = (int)(Number(status, "Threads:") ?? ThreadPool.ThreadCount),
                OpenFiles = files,
                PeakOpenFiles = _peakFiles,
                MaxFiles = Number(Lines("/proc/self/limits"), "Max open files") ?? -1,
                ProcessorTime = processor,
                ProcessorPercent = Math.Round(_percent, 2),
                Load = Load(),
            };
        }
    }

    private static (double, double, double)? Load()
    {
        var parts = Lines("/proc/loadavg").FirstOrDefault()?.Split(' ');
        return parts is { Length: >= 3 } ? (Fraction(parts[0]), Fraction(parts[1]), Fraction(parts[2])) : null;
    }

    private static double Fraction(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static long CountFiles()
    {
        try
        {
            // The listing itself has one open.
            return Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length - 1 : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long? Kilobytes(string[] lines, string name) => Number(lines, name) * 1024;

    private static long? Number(string[] lines, string name)
    {
        var line = Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal));
        var word = line?[name.Length..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
