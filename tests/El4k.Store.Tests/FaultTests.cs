using El4k.Store.Errors;
using El4k.Store.Indices;
using El4k.Store.Tests.Io;

namespace El4k.Store.Tests;

/// <summary>Runs one small script over and over, and lets the first, second, third ... call to the file system and all after it fail.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Whichever_call_fails_what_was_acknowledged_is_there_after_reopening()
    {
        var failed = 0;
        for (var call = 1; ; call++)
        {
            var directory = Directory.CreateTempSubdirectory("el4k-fault-").FullName;
            var files = new FlakyFileSystem(call);
            var acknowledged = new Dictionary<string, string?>();
            var unknown = new HashSet<string>();
            await RunAsync(directory, files, acknowledged, unknown);
            if (files.Calls < call)
            {
                break;
            }

            failed++;
            await CheckAsync(directory, acknowledged, unknown, call);
            Directory.Delete(directory, recursive: true);
        }

        Assert.True(failed > 40, $"only {failed} calls were made to fail");
    }

    [Fact]
    public async Task When_the_log_cannot_be_written_writes_are_refused_and_reads_go_on()
    {
        var directory = Directory.CreateTempSubdirectory("el4k-fault-").FullName;
        var counting = new FlakyFileSystem(int.MaxValue);
        await using (var store = StoreEngine.Open(new StoreOptions { DataPath = directory }, counting))
        {
            await store.BulkAsync([TestStore.Operation(BulkAction.Index, "logs", "0", "{}")]);
        }

        Directory.Delete(directory, recursive: true);
        var files = new FlakyFileSystem(counting.Calls);
        await using (var store = StoreEngine.Open(new StoreOptions { DataPath = directory, FlushInterval = TimeSpan.FromHours(1) }, files))
        {
            var written = 0;
            var exception = await Assert.ThrowsAsync<StoreException>(async () =>
            {
                for (; ; written++)
                {
                    await store.BulkAsync([TestStore.Operation(BulkAction.Index, "logs", $"{written}", "{}")]);
                }
            });

            Assert.Equal(503, exception.Status);
            Assert.Contains("No space left", exception.Message, StringComparison.Ordinal);
            Assert.True(written > 0);
            Assert.NotNull(store.Get("logs", "0"));
            Assert.Null(store.Get("logs", $"{written}"));
            await Assert.ThrowsAsync<StoreException>(() => store.BulkAsync([TestStore.Operation(BulkAction.Index, "logs", "x", "{}")]));
        }

        Directory.Delete(directory, recursive: true);
    }

    private static async Task RunAsync(string directory, FlakyFileSystem files, Dictionary<string, string?> acknowledged, HashSet<string> unknown)
    {
        try
        {
            await using var store = StoreEngine.Open(new StoreOptions { DataPath = directory, WalFileBytes = 300, FlushInterval = TimeSpan.FromHours(1) }, files);
            for (var step = 0; step < 6; step++)
            {
                await DoAsync(store, BulkAction.Index, $"{step}", $$"""{"n":{{step}}}""", acknowledged, unknown);
                await DoAsync(store, BulkAction.Index, "same", $$"""{"n":{{step}}}""", acknowledged, unknown);
                if (step == 2)
                {
                    await store.FlushAsync(["logs"]);
                }

                if (step == 3)
                {
                    await DoAsync(store, BulkAction.Delete, "1", "", acknowledged, unknown);
                    await store.FlushAsync(["logs"]);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or StoreException)
        {
            // The fault; what matters is what is found when the store is opened again.
        }
    }

    private static async Task DoAsync(
        StoreEngine store, BulkAction action, string id, string document, Dictionary<string, string?> acknowledged, HashSet<string> unknown)
    {
        unknown.Add(id);
        var result = await store.BulkAsync([TestStore.Operation(action, "logs", id, document)]);
        if (result.HasErrors)
        {
            Assert.Equal(503, result.Items[0].Status);
            return;
        }

        unknown.Remove(id);
        acknowledged[id] = action == BulkAction.Delete ? null : document;
    }

    private static async Task CheckAsync(string directory, Dictionary<string, string?> acknowledged, HashSet<string> unknown, int call)
    {
        var log = new List<string>();
        await using var store = StoreEngine.Open(new StoreOptions { DataPath = directory, Log = log.Add });
        foreach (var (id, document) in acknowledged)
        {
            var found = store.Get("logs", id);
            var text = found is null ? null : System.Text.Encoding.UTF8.GetString(found.Source.Span);
            Assert.True(text == document || unknown.Contains(id), $"call {call}: {id} is {text}, not {document}\n{string.Join('\n', log)}");
        }

        var result = await store.BulkAsync([TestStore.Operation(BulkAction.Index, "logs", "after", "{}")]);
        Assert.False(result.HasErrors, $"call {call}: {result.Items[0].Error?.Reason}");
    }
}
