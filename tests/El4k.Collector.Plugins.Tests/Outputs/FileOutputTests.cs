using System.IO.Compression;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Outputs.File;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Outputs;

public sealed class FileOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_go_to_the_files_they_name_in_their_order_and_are_there_when_the_write_ends()
    {
        await using var output = await StartAsync("logs/%{service}/%{+YYYY-MM-dd}.log");
        await WriteAsync(output, """{"n":1,"service":"a"}""", """{"n":2,"service":"b"}""", """{"n":3,"service":"a"}""");
        await WriteAsync(output, """{"n":4,"service":"a"}""");
        Assert.Equal(["1", "3", "4"], Lines("logs/a/2026-11-25.log"));
        Assert.Equal(["2"], Lines("logs/b/2026-11-25.log"));
    }

    [Fact]
    public async Task A_path_that_leads_out_or_nowhere_is_written_to_the_file_of_failures()
    {
        var log = new RecordingLog();
        await using var output = await StartAsync("logs/%{service}", log: log);
        string[] services = ["../outside", "../../etc/passwd", "..", ".", "a\\u0000b", "ok/../../logs-of-others/x", "", new string('x', 300)];
        for (var i = 0; i < services.Length; i++)
        {
            await WriteAsync(output, $$"""{"n":{{i}},"service":"{{services[i]}}"}""");
        }

        await WriteAsync(output, """{"n":100,"service":"good"}""");
        Assert.Equal(Enumerable.Range(0, services.Length).Select(i => i.ToString()), Lines("logs/_filepath_failures"));
        Assert.Equal(["100"], Lines("logs/good"));
        Assert.Equal(["logs"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
        Assert.NotEmpty(log.Warnings);
    }

    [Fact]
    public async Task A_file_where_another_event_wants_a_folder_holds_nobody_up()
    {
        await using var output = await StartAsync("logs/%{service}");
        await WriteAsync(output, """{"n":1,"service":"a"}""", """{"n":2,"service":"a/b"}""", """{"n":3,"service":"c/d"}""", """{"n":4,"service":"c"}""");
        Assert.Equal(["1"], Lines("logs/a"));
        Assert.Equal(["3"], Lines("logs/c/d"));
        Assert.Equal(["2", "4"], Lines("logs/_filepath_failures"));
    }

    [Theory]
    [InlineData("/%{service}/x.log")]
    [InlineData("/%{service}")]
    [InlineData("/logs-%{service}")]
    [InlineData("")]
    public void The_first_folder_must_be_fixed(string path) =>
        Assert.Equal("path", Assert.Throws<PluginOptionException>(() => New(new FileOutputOptions { Path = StringFormat.Parse(path) })).Option);

    [Theory]
    [InlineData("filename_failure")]
    [InlineData("dir_mode")]
    [InlineData("file_mode")]
    [InlineData("flush_interval")]
    public void What_cannot_be_meant_is_refused(string option)
    {
        var good = new FileOutputOptions { Path = StringFormat.Parse(_folder.At("x")) };
        var options = option switch
        {
            "filename_failure" => good with { FilenameFailure = "../x" },
            "dir_mode" => good with { DirMode = -2 },
            "file_mode" => good with { FileMode = 100_000 },
            _ => good with { FlushInterval = -1 },
        };
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => New(options)).Option);
    }

    [Fact]
    public async Task A_packed_file_can_be_read_after_each_write()
    {
        await using var output = await StartAsync("logs.gz", options => options with { Gzip = true });
        for (var i = 0; i < 3; i++)
        {
            await WriteAsync(output, $$"""{"n":{{i}}}""");
            await using var packed = new FileStream(_folder.At("logs.gz"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
            Assert.Equal(Enumerable.Range(0, i + 1).Select(n => n.ToString()), (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public async Task A_deleted_file_is_made_again_or_its_events_go_to_the_file_of_failures()
    {
        await using (var output = await StartAsync("logs/%{service}"))
        {
            await WriteAsync(output, """{"n":1,"service":"a"}""");
            File.Delete(_folder.At("logs/a"));
            await WriteAsync(output, """{"n":2,"service":"a"}""");
            Assert.Equal(["2"], Lines("logs/a"));
        }

        await using var strict = await StartAsync("logs/%{service}", options => options with { CreateIfDeleted = false });
        await WriteAsync(strict, """{"n":3,"service":"a"}""", """{"n":4,"service":"b"}""");
        Assert.Equal(["2", "3"], Lines("logs/a"));
        Assert.Equal(["4"], Lines("logs/_filepath_failures"));
    }

    [Fact]
    public async Task A_file_that_was_rotated_away_is_left_for_the_one_under_its_name()
    {
        await using var output = await StartAsync("logs/a");
        await WriteAsync(output, """{"n":1}""");
        File.Move(_folder.At("logs/a"), _folder.At("logs/a.1"));
        await File.WriteAllTextAsync(_folder.At("logs/a"), "made by the rotation\n");
        await WriteAsync(output, """{"n":2}""");
        Assert.Equal(["1"], Lines("logs/a.1"));
        Assert.Equal(["made by the rotation", "2"], Lines("logs/a"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_lost_while_files_are_rotated_under_load(bool isDeleted)
    {
        const int Rotations = 100;
        await using var output = await StartAsync("logs/a");
        await WriteAsync(output, """{"n":0}""");
        using var enough = new CancellationTokenSource();
        var count = 1;
        var writing = Task.Run(async () =>
        {
            for (; !enough.IsCancellationRequested; count++)
            {
                await WriteAsync(output, $$"""{"n":{{count}}}""");
            }
        });
        var kept = new List<string>();
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            await Eventually.IsTrueAsync(() => new FileInfo(_folder.At("logs/a")) is { Exists: true, Length: > 0 }, "the file is written to");
            if (isDeleted)
            {
                // Whoever deletes a file has seen what is in it by then, and nothing that comes later.
                using var reader = new StreamReader(new FileStream(_folder.At("logs/a"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
                File.Delete(_folder.At("logs/a"));
                kept.AddRange((await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
            }
            else
            {
                File.Move(_folder.At("logs/a"), _folder.At($"logs/a.{rotation}"));
                await new FileStream(_folder.At("logs/a"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).DisposeAsync();
            }
        }

        await enough.CancelAsync();
        await writing.WaitAsync(TimeSpan.FromSeconds(20));
        kept.AddRange(Directory.GetFiles(_folder.At("logs")).SelectMany(file => Lines(Path.Join("logs", Path.GetFileName(file)))));
        Assert.Empty(Enumerable.Range(0, count).Except(kept.Select(int.Parse)));
    }

    [Fact]
    public async Task A_deleted_file_that_is_written_to_as_standard_output_is_written_once()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // As `el4k collect > log` with /dev/stdout, and the log deleted: there is no way to a better file.
        using var stream = new FileStream(_folder.At("log"), FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        File.Delete(_folder.At("log"));
        await using var output = New(new FileOutputOptions { Path = StringFormat.Parse($"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}") });
        await output.StartAsync(CancellationToken.None);
        await WriteAsync(output, """{"n":1}""").WaitAsync(TimeSpan.FromSeconds(20));
        await WriteAsync(output, """{"n":2}""").WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("1\n2\n", await new StreamReader(stream).ReadToEndAsync());
    }

    [Fact]
    public async Task Overwrite_keeps_the_latest_event_only()
    {
        await using var output = await StartAsync("state/%{service}", options => options with { WriteBehavior = WriteBehavior.Overwrite });
        await WriteAsync(output, """{"n":1000,"service":"a"}""", """{"n":2000,"service":"b"}""", """{"n":3000,"service":"a"}""");
        Assert.Equal(["3000"], Lines("state/a"));
        await WriteAsync(output, """{"n":4,"service":"a"}""");
        Assert.Equal(["4"], Lines("state/a"));
        Assert.Equal(["2000"], Lines("state/b"));
    }

    [Fact]
    public async Task Modes_of_files_and_folders_are_as_asked()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var output = await StartAsync("one/two/three.log", options => options with { DirMode = 0x1E8, FileMode = 0x1A4 });
        await WriteAsync(output, """{"n":1}""");
        Assert.Equal((UnixFileMode)0x1E8, File.GetUnixFileMode(_folder.At("one")));
        Assert.Equal((UnixFileMode)0x1E8, File.GetUnixFileMode(_folder.At("one/two")));
        Assert.Equal((UnixFileMode)0x1A4, File.GetUnixFileMode(_folder.At("one/two/three.log")));
    }

    [Fact]
    public async Task Files_are_closed_after_ten_silent_seconds_and_never_more_than_some_are_open()
    {
        await using var output = await StartAsync("many/%{n}");
        await WriteAsync(output, [.. Enumerable.Range(0, 400).Select(i => $$"""{"n":{{i}}}""")]);
        Assert.Equal(OpenFiles.MaxOpen, output.OpenFiles);
        Assert.Equal(400, Directory.GetFiles(_folder.At("many")).Length);
        _time.Advance(TimeSpan.FromSeconds(11));
        await Eventually.IsTrueAsync(() => output.OpenFiles == 0, "silent files are closed");
        await WriteAsync(output, """{"n":7}""");
        Assert.Equal(["7", "7"], Lines("many/7"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_waited_for()
    {
        var log = new RecordingLog();
        Directory.CreateDirectory(_folder.At("taken"));
        await using var output = await StartAsync("taken", log: log);
        var writing = WriteAsync(output, """{"n":1}""");
        await Eventually.IsTrueAsync(() => log.Errors.Any(), "the wait is said");
        Assert.False(writing.IsCompleted);
        Directory.Delete(_folder.At("taken"));
        await Eventually.IsTrueAsync(() => Advanced(writing), "the write ends once it can");
        Assert.Equal(["1"], Lines("taken"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_outputs_that_share_a_file_take_nothing_from_each_other(bool isPacked)
    {
        const int Writes = 300;
        await using var first = await StartAsync("shared", options => options with { Gzip = isPacked });
        await using var second = await StartAsync("shared", options => options with { Gzip = isPacked });
        await Task.WhenAll(
            Task.Run(() => WriteManyAsync(first, 0, Writes)),
            Task.Run(() => WriteManyAsync(second, Writes, Writes))).WaitAsync(TimeSpan.FromSeconds(60));
        using Stream file = new FileStream(_folder.At("shared"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(isPacked ? new GZipStream(file, CompressionMode.Decompress) : file);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, 2 * Writes), lines.Select(int.Parse).Order());
    }

    [Fact]
    public async Task The_wait_ends_when_the_time_to_stop_is_over()
    {
        Directory.CreateDirectory(_folder.At("taken"));
        await using var output = await StartAsync("taken");
        using var giveUp = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => output.WriteAsync(OutputCodecs.Numbered(1), giveUp.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private async Task WriteManyAsync(FileOutput output, int from, int count)
    {
        for (var n = from; n < from + count; n++)
        {
            await WriteAsync(output, $$"""{"n":{{n}}}""");
        }
    }

    private bool Advanced(Task writing)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return writing.IsCompletedSuccessfully;
    }

    private async Task<FileOutput> StartAsync(string path, Func<FileOutputOptions, FileOutputOptions>? change = null, RecordingLog? log = null)
    {
        var options = new FileOutputOptions { Path = StringFormat.Parse(_folder.At(path)) };
        var output = New(change?.Invoke(options) ?? options, log);
        await output.StartAsync(CancellationToken.None);
        return output;
    }

    private FileOutput New(FileOutputOptions options, RecordingLog? log = null) =>
        new(options, PluginContext.For("file", log, _time, OutputCodecs.Line("%{n}")));

    private async Task WriteAsync(FileOutput output, params string[] events) =>
        await output.WriteAsync(events.Select(text => Event.Parse(text, _time)).ToArray(), CancellationToken.None);

    private string[] Lines(string name)
    {
        using var reader = new StreamReader(new FileStream(_folder.At(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
