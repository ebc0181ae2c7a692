using System.Diagnostics;
using System.Globalization;
using El4k.Testing;

namespace El4k.Collector.Tests;

/// <summary>Kills a process with a disk queue under load, again and again in the same folder: what it had acknowledged reaches every output.</summary>
public sealed class CrashTests
{
    // What an output may get twice for one kill: the write that was under way.
    private const int MostTwice = 300;

    private static readonly int _rounds = Environment.GetEnvironmentVariable("EL4K_TEST_LONG") == "1" ? 200 : 12;

    [Fact]
    public async Task No_acknowledged_event_is_lost_when_the_process_is_killed_and_few_come_twice()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(4711);
        var acknowledged = new HashSet<(int Connection, int Number)>();
        for (int round = 0; round < _rounds; round++)
        {
            foreach (string line in await RunAndKillAsync(folder.Path, round * 1_000_000, random.Next(), round % 4 == 3, TimeSpan.FromMilliseconds(random.Next(20, 400))))
            {
                string[] parts = line.Split(' ');
                (int connection, int first, int count) = (Number(parts[1]), Number(parts[2]), Number(parts[3]));
                acknowledged.UnionWith(Enumerable.Range(first, count).Select(n => (connection, n)));
            }
        }

        Assert.True(acknowledged.Count > _rounds * 50, $"only {acknowledged.Count} events were acknowledged in {_rounds} rounds");
        await RunToTheEndAsync(folder.Path);
        foreach (string output in (string[])["quick", "slow"])
        {
            Check(await File.ReadAllLinesAsync(folder.At(output + ".txt")), acknowledged, output);
        }
    }

    private static void Check(string[] lines, HashSet<(int Connection, int Number)> acknowledged, string output)
    {
        var seen = new HashSet<(int, int)>();
        var last = new Dictionary<int, int>();
        int twice = 0;
        foreach (string line in lines)
        {
            string[] parts = line.Split(' ');
            (int connection, int number) = (Number(parts[0]), Number(parts[1]));
            if (!seen.Add((connection, number)))
            {
                twice++;
                continue;
            }

            Assert.True(number > last.GetValueOrDefault(connection, -1), $"{output}: {connection} {number} came after {last.GetValueOrDefault(connection)}");
            last[connection] = number;
        }

        int lost = acknowledged.Count(each => !seen.Contains(each));
        Assert.True(lost == 0, $"{output}: {lost} of {acknowledged.Count} acknowledged events are lost");
        Assert.InRange(twice, 0, _rounds * MostTwice);
    }

    private static async Task<IEnumerable<string>> RunAndKillAsync(string folder, int first, int seed, bool isEarly, TimeSpan life)
    {
        using Process process = Start(folder, first, seed);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string? opened = await process.StandardOutput.ReadLineAsync();
        Assert.True(opened == "open", opened ?? await errors);

        // In every fourth round the process dies while it begins; in the others once it has acknowledged something, however slow the machine is.
        string acknowledged = isEarly ? "" : await process.StandardOutput.ReadLineAsync() + "\n";
        using var killer = new Timer(_ => process.Kill(), null, life, Timeout.InfiniteTimeSpan);
        string text = acknowledged + await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode != 0, await errors);
        Assert.DoesNotContain("damaged", await errors, StringComparison.Ordinal);

        // The last line may be cut where the process died.
        return text.Split('\n')[..^1];
    }

    private static async Task RunToTheEndAsync(string folder)
    {
        using Process process = Start(folder, 0, null);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        Assert.True(process.ExitCode == 0, await errors);
    }

    private static Process Start(string folder, int first, int? seed)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "El4k.Collector.CrashPipeline.dll");
        Assert.True(File.Exists(path), $"{path} is missing: it comes with a reference of this test project");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[path, folder, first.ToString(CultureInfo.InvariantCulture), .. seed is null ? Array.Empty<string>() : [$"{seed}"]])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
