using El4k.Store.Indices;

namespace El4k.Store.Tests.Wal;

public sealed class WalDamageTests
{
    [Fact]
    public async Task A_log_cut_at_any_byte_of_its_last_record_opens_with_all_records_before_it()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", """{"a":1}""");
        var before = new FileInfo(LogFile(store)).Length;
        await store.IndexAsync("logs", "2", """{"a":2}""");
        await store.AbandonAsync();
        var bytes = await File.ReadAllBytesAsync(LogFile(store));
        Assert.True(bytes.Length > before + 20);

        for (var length = (int)before; length < bytes.Length; length++)
        {
            using var copy = store.Copy();
            await File.WriteAllBytesAsync(LogFile(copy.Path), bytes[..length]);
            var log = new List<string>();
            await using (var engine = StoreEngine.Open(new StoreOptions { DataPath = copy.Path, Log = log.Add }))
            {
                Assert.NotNull(engine.Get("logs", "1"));
                Assert.Null(engine.Get("logs", "2"));
                Assert.Equal(length > before, log.Any(line => line.Contains("unfinished record", StringComparison.Ordinal)));
                var result = await engine.BulkAsync([TestStore.Operation(BulkAction.Create, "logs", "2", """{"a":3}""")]);
                Assert.Equal(201, result.Items[0].Status);
            }

            // What was written after the cut is found behind it.
            await using var again = StoreEngine.Open(new StoreOptions { DataPath = copy.Path });
            Assert.NotNull(again.Get("logs", "1"));
            Assert.NotNull(again.Get("logs", "2"));
        }
    }

    [Fact]
    public async Task A_flipped_bit_costs_one_record_and_is_reported()
    {
        await using var store = new TestStore();
        var ends = new List<long> { 48 };
        for (var i = 0; i < 5; i++)
        {
            await store.IndexAsync("logs", $"{i}", $$"""{"a":{{i}}}""");
            ends.Add(new FileInfo(LogFile(store)).Length);
        }

        await store.AbandonAsync();
        var bytes = await File.ReadAllBytesAsync(LogFile(store));
        var random = new Random(5);
        for (var record = 0; record < 4; record++)
        {
            for (var flip = 0; flip < 6; flip++)
            {
                using var copy = store.Copy();
                var damaged = (byte[])bytes.Clone();
                damaged[random.Next((int)ends[record], (int)ends[record + 1])] ^= (byte)(1 << random.Next(8));
                await File.WriteAllBytesAsync(LogFile(copy.Path), damaged);
                var log = new List<string>();
                await using var engine = StoreEngine.Open(new StoreOptions { DataPath = copy.Path, Log = log.Add });

                Assert.Contains(log, line => line.Contains("damaged", StringComparison.Ordinal));
                Assert.Equal(
                    Enumerable.Range(0, 5).Where(i => i != record),
                    Enumerable.Range(0, 5).Where(i => engine.Get("logs", $"{i}") is not null));
            }
        }
    }

    [Fact]
    public async Task A_log_of_another_store_is_not_read()
    {
        await using var store = new TestStore();
        await using var other = new TestStore();
        await store.IndexAsync("logs", "1", "{}");
        await other.IndexAsync("logs", "1", "{}");
        await store.AbandonAsync();
        await other.AbandonAsync();
        File.Copy(LogFile(other), LogFile(store), overwrite: true);
        store.OpenEngine();

        Assert.Null(store.Source("logs", "1"));
        Assert.Contains(store.Log, line => line.Contains("belongs to the store", StringComparison.Ordinal));
        Assert.True(File.Exists(LogFile(store)));
        await other.ReopenAsync();
    }

    [Fact]
    public async Task A_file_that_was_begun_and_not_finished_is_no_damage()
    {
        await using var store = new TestStore();
        await store.IndexAsync("logs", "1", "{}");
        await store.AbandonAsync();
        await File.WriteAllBytesAsync(Path.Combine(store.Path, "wal", "0000000002.wal"), new byte[20]);
        store.OpenEngine();

        Assert.Equal("{}", store.Source("logs", "1"));
        Assert.DoesNotContain(store.Log, line => line.Contains("damaged", StringComparison.Ordinal));
    }

    private static string LogFile(TestStore store) => LogFile(store.Path);

    private static string LogFile(string path) => Directory.GetFiles(Path.Combine(path, "wal")).Order(StringComparer.Ordinal).Last();
}
