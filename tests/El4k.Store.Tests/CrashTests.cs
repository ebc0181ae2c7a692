using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using El4k.Store.Indices;

namespace El4k.Store.Tests;

/// <summary>Kills a process that writes, again and again in the same folder, and looks for what it had acknowledged.</summary>
public sealed class CrashTests
{
    private const int Rounds = 20;

    [Fact]
    public async Task No_acknowledged_operation_is_lost_when_the_process_is_killed()
    {
        var directory = Directory.CreateTempSubdirectory("el4k-crash-").FullName;
        var random = new Random(4711);

        // What each id may be: one state once it is known, two while a bulk on it was neither acknowledged nor refused.
        var expected = new Dictionary<int, List<string>>();
        var acknowledged = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var first = expected.Count == 0 ? 0 : expected.Keys.Max() + 1;
            var output = await RunAndKillAsync(directory, first, random.Next(), TimeSpan.FromMilliseconds(random.Next(20, 400)));
            acknowledged += Follow(output, expected);
            await CheckAsync(directory, expected);
        }

        Assert.True(acknowledged > Rounds, $"only {acknowledged} bulks were acknowledged in {Rounds} rounds");
        Directory.Delete(directory, recursive: true);
    }

    // Bulks of one writer follow each other, so at most its last one is open.
    private static int Follow(List<string> output, Dictionary<int, List<string>> expected)
    {
        var open = new Dictionary<string, string[]>();
        var acknowledged = 0;
        foreach (var line in output)
        {
            var parts = line.Split(' ');
            if (parts[0] == "try")
            {
                open[parts[1]] = parts[2..];
                continue;
            }

            acknowledged++;
            open.Remove(parts[1], out var operations);
            foreach (var (id, state) in operations!.Select(Parse))
            {
                expected[id] = [state];
            }
        }

        foreach (var (id, state) in open.Values.SelectMany(operations => operations).Select(Parse))
        {
            if (!expected.TryGetValue(id, out var states))
            {
                expected.Add(id, states = ["deleted"]);
            }

            states.Add(state);
        }

        return acknowledged;
    }

    private static (int Id, string State) Parse(string operation)
    {
        var parts = operation.Split(':');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }

    private static async Task<List<string>> RunAndKillAsync(string directory, int first, int seed, TimeSpan life)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { WriterPath(), directory, first.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var opened = await process.StandardOutput.ReadLineAsync();
        Assert.True(opened == "open", opened + await TextOfFailureAsync(opened, errors));
        using var killer = new Timer(_ => process.Kill(), null, life, Timeout.InfiniteTimeSpan);
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode != 0, await errors);

        // The last line may be cut where the process died.
        return [.. text.Split('\n')[..^1]];
    }

    private static async Task<string> TextOfFailureAsync(string? opened, Task<string> errors) => opened == "open" ? "" : await errors;

    private static async Task CheckAsync(string directory, Dictionary<int, List<string>> expected)
    {
        var log = new List<string>();
        await using var store = StoreEngine.Open(new StoreOptions { DataPath = directory, Log = log.Add, FlushBytes = 300_000, WalFileBytes = 100_000 });
        var wrong = new List<string>();
        foreach (var (id, states) in expected.ToList())
        {
            var state = StateOf(store, id);
            if (!states.Contains(state))
            {
                wrong.Add($"document {id} is {state}, not {string.Join(" or ", states)}");
            }

            // What an unacknowledged bulk left is what later rounds go on from.
            expected[id] = [state];
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.DoesNotContain(log, line => line.Contains("damaged", StringComparison.Ordinal));
        Assert.All(store.GetStatistics(store.ResolveNames("*")), index => Assert.Equal(IndexHealth.Green, index.Health));
        var live = store.GetStatistics(store.ResolveNames("*")).Sum(index => index.Documents);
        Assert.Equal(expected.Values.Count(states => states[0] != "deleted"), live);
    }

    private static string StateOf(StoreEngine store, int id)
    {
        var index = $"crash-{id % 2}";
        if (!store.Exists(index) || store.Get(index, id.ToString(CultureInfo.InvariantCulture)) is not { } found)
        {
            return "deleted";
        }

        using var document = JsonDocument.Parse(found.Source);
        return document.RootElement.GetProperty("written").GetInt32().ToString(CultureInfo.InvariantCulture);
    }

    private static string WriterPath()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "El4k.Store.CrashWriter.dll");
        Assert.True(File.Exists(path), $"{path} is missing: it comes with a reference of this test project");
        return path;
    }
}
