using System.IO.Compression;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.File;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class FileInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_files_that_fit_are_read_with_their_path_and_kept()
    {
        var first = _folder.Write("a.log", "one\ntwo\n");
        _folder.Write("b.log", "three");
        _folder.Write("c.skip.log", "no");
        _folder.Write("d.txt", "no");
        await using var input = await StartAsync(Options() with { Exclude = ["*.skip.*"], ExitAfterRead = true });
        await input.Ended.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(["one", "two", "three"], input.Published.Messages);
        Assert.Equal(first, input.Published.Events[0].Get(FieldReference.Parse("path")));
        Assert.Equal(Environment.MachineName, input.Published.Events[0].Get(FieldReference.Parse("host")));
        Assert.True(File.Exists(first));
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, """{"message":"one","host":"MACHINE","path":"PATH"}""")]
    [InlineData(EcsCompatibility.V1, """{"message":"one","host":{"name":"MACHINE"},"log":{"file":{"path":"PATH"}}}""")]
    [InlineData(EcsCompatibility.V8, """{"message":"one","host":{"name":"MACHINE"},"log":{"file":{"path":"PATH"}}}""")]
    public async Task Fields_have_the_names_asked_for(EcsCompatibility mode, string expected)
    {
        var file = _folder.Write("a.log", "one\n");
        await using var input = await RunningInput.StartAsync(new FileInput(Options(), PluginContext.For("file") with { EcsCompatibility = mode }), RunningInput.Lines);
        WholeEvent.AssertIs(expected, Assert.Single(await input.Published.WaitForAsync(1)), ("PATH", file));
    }

    [Fact]
    public async Task A_restart_does_not_read_twice()
    {
        var file = _folder.Write("a.log", "one\n");
        Assert.Equal(["one"], await ReadAllAsync());
        Assert.Empty(await ReadAllAsync());
        File.AppendAllText(file, "two\n");
        Assert.Equal(["two"], await ReadAllAsync());
        _folder.Write("a.log", "new\n");
        Assert.Equal(["new"], await ReadAllAsync());
    }

    [Fact]
    public async Task What_was_not_delivered_is_read_again_after_a_restart()
    {
        _folder.Write("a.log", "one\ntwo\n");
        await using (var input = await StartAsync(Options(), published => published.Outcome = BatchOutcome.Abandoned))
        {
            await input.Published.WaitForAsync(2);
        }

        Assert.Equal(["one", "two"], await ReadAllAsync());
    }

    [Fact]
    public async Task New_and_growing_files_are_found_while_it_runs()
    {
        await using var input = await StartAsync(Options());
        var file = _folder.Write("late.log", "one\n");
        await input.Published.WaitForAsync(1);
        File.AppendAllText(file, "two\n");
        await input.Published.WaitForAsync(2);
        Assert.Equal(["one", "two"], input.Published.Messages);
    }

    [Fact]
    public async Task A_file_is_deleted_only_when_asked_for_and_after_its_delivery()
    {
        var file = _folder.Write("a.log", "one\n");
        var log = _folder.At("done/completed");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var options = Options() with { FileCompletedAction = FileCompletedAction.LogAndDelete, FileCompletedLogPath = log };
        await using var input = await StartAsync(options, published => published.Outcome = null);
        await input.Published.WaitForAsync(1);
        await Eventually.IsTrueAsync(() => !input.Published.OpenBatches.IsEmpty, "a batch is under way");
        Assert.True(File.Exists(file));

        while (input.Published.OpenBatches.TryDequeue(out var batch))
        {
            batch.Complete(BatchOutcome.Delivered);
        }

        await Eventually.IsTrueAsync(() => !File.Exists(file), "the file is deleted");
        Assert.Equal(file + "\n", File.ReadAllText(log));
    }

    [Fact]
    public async Task A_packed_file_is_unpacked()
    {
        await using (var gzip = new GZipStream(File.Create(_folder.At("a.log.gz")), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes("one\ntwo\n"));
        }

        Assert.Equal(["one", "two"], await ReadAllAsync(Options() with { Paths = [_folder.Path + "/*.gz"] }));
        Assert.Empty(await ReadAllAsync(Options() with { Paths = [_folder.Path + "/*.gz"] }));
    }

    [Fact]
    public async Task A_damaged_packed_file_gives_what_precedes_the_damage_once_until_it_changes()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 50_000).Select(i => $"{i} {i * 7919 % 10007}"));
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(lines));
        }

        var whole = packed.ToArray();
        var path = _folder.At("a.gz");
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        _folder.Write("b.gz", "");
        await using var input = await StartAsync(Options() with { Paths = [_folder.Path + "/*.gz", _folder.Path + "/*.log"] });
        await input.Published.WaitForAsync(10_000);
        _folder.Write("later.log", "seen in a later round\n");
        await Eventually.IsTrueAsync(() => input.Published.Messages.Contains("seen in a later round"), "the folder is looked at again");
        Assert.Single(input.Published.Messages, "0 0");

        File.WriteAllBytes(path, whole);
        await Eventually.IsTrueAsync(() => input.Published.Messages.Contains("49999 " + (49_999 * 7919 % 10007)), "the whole file is read");
        Assert.Equal(2, input.Published.Messages.Count(text => text is "0 0"));
    }

    [Fact]
    public async Task A_file_of_many_batches_comes_whole()
    {
        _folder.Write("a.log", string.Join('\n', Enumerable.Range(0, 20_000)) + "\n");
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => $"{i}"), await ReadAllAsync());
    }

    [Theory]
    [InlineData("path", "a.log", "tail", "keep")]
    [InlineData("path", "a.log", "read", "keep")]
    [InlineData("path", "/a{b", "read", "keep")]
    [InlineData("file_completed_log_path", "/a", "read", "log")]
    public void Options_that_cannot_be_meant_are_refused(string option, string path, string mode, string action)
    {
        var options = new FileInputOptions
        {
            Paths = [path],
            Mode = Enum.Parse<ReadingMode>(mode, ignoreCase: true),
            FileCompletedAction = Enum.Parse<FileCompletedAction>(action, ignoreCase: true),
        };
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new FileInput(options, PluginContext.For("file"))).Option);
    }

    [Theory]
    [InlineData("10", 10)]
    [InlineData("0.5", 0.5)]
    [InlineData("90 min", 5400)]
    [InlineData("2weeks", 1_209_600)]
    [InlineData("1 Day", 86_400)]
    [InlineData("500 ms", 0.5)]
    public void A_duration_is_a_number_or_has_a_unit(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), FileDuration.Parse("stat_interval", text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1 fortnight")]
    [InlineData("99999999999999999999 days")]
    public void A_text_that_is_no_duration_is_refused(string text) =>
        Assert.Equal("close_older", Assert.Throws<PluginOptionException>(() => FileDuration.Parse("close_older", text)).Option);

    [Theory]
    [InlineData("Path", "Asc", "a b c")]
    [InlineData("Path", "Desc", "c b a")]
    [InlineData("LastModified", "Asc", "b c a")]
    [InlineData("LastModified", "Desc", "a c b")]
    public async Task Files_are_read_in_the_order_that_is_asked_for(string order, string direction, string expected)
    {
        foreach (var (name, age) in (ReadOnlySpan<(string, int)>)[("a", 1), ("b", 3), ("c", 2)])
        {
            File.SetLastWriteTimeUtc(_folder.Write(name + ".log", name + "\n"), new DateTime(2026, 1, 10 - age, 0, 0, 0, DateTimeKind.Utc));
        }

        var read = await ReadAllAsync(Options() with { FileSortBy = Enum.Parse<FileOrder>(order), FileSortDirection = Enum.Parse<FileDirection>(direction) });

        Assert.Equal(expected.Split(' '), read);
    }

    [Fact]
    public async Task Files_give_a_few_pieces_each_when_that_is_asked_for()
    {
        _folder.Write("a.log", "a1\na2\na3\n");
        _folder.Write("b.log", "b1\nb2\nb3\n");

        var read = await ReadAllAsync(Options() with { FileChunkSize = 3, FileChunkCount = 1, FileSortBy = FileOrder.Path });

        Assert.Equal(["a1", "b1", "a2", "b2", "a3", "b3"], read);
    }

    [Fact]
    public async Task Old_files_are_passed_over_until_they_change()
    {
        var old = _folder.Write("old.log", "one\n");
        File.SetLastWriteTimeUtc(old, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _folder.Write("new.log", "two\n");
        await using var input = await StartAsync(Options() with { IgnoreOlder = "1 day" });
        await input.Published.WaitForAsync(1);
        Assert.Equal(["two"], input.Published.Messages);

        File.AppendAllText(old, "three\n");
        await input.Published.WaitForAsync(3);
        Assert.Equal(["two", "one", "three"], input.Published.Messages);
    }

    [Fact]
    public async Task A_delimiter_of_its_own_divides_the_lines()
    {
        _folder.Write("a.log", "one\ntwo|three|four");
        Assert.Equal(["one\ntwo", "three", "four"], await ReadAllAsync(Options() with { Delimiter = "|" }));
    }

    [Fact]
    public async Task A_damaged_packed_file_gives_no_line_when_its_validity_is_checked_first()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 50_000))));
        }

        File.WriteAllBytes(_folder.At("a.gz"), packed.ToArray()[..(int)(packed.Length / 2)]);
        File.WriteAllBytes(_folder.At("b.gz"), packed.ToArray());

        var read = await ReadAllAsync(Options() with { Paths = [_folder.Path + "/*.gz"], CheckArchiveValidity = true });

        Assert.Equal(Enumerable.Range(0, 50_000).Select(i => $"{i}"), read);
    }

    private FileInputOptions Options() => new()
    {
        Paths = [_folder.Path + "/*.log"],
        Mode = ReadingMode.Read,
        SincedbPath = _folder.At("sincedb"),
        StatInterval = "10 ms",
        DiscoverInterval = 1,
    };

    private async Task<IEnumerable<object?>> ReadAllAsync(FileInputOptions? options = null)
    {
        await using var input = await StartAsync((options ?? Options()) with { ExitAfterRead = true });
        await input.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        return [.. input.Published.Messages];
    }

    private static Task<RunningInput> StartAsync(FileInputOptions options, Action<PublishedEvents>? prepare = null) =>
        RunningInput.StartAsync(new FileInput(options, PluginContext.For("file")), RunningInput.Lines, prepare);
}
