using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Multiline;
using El4k.Collector.Plugins.Inputs.File;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

/// <summary>The input <c>file</c> with <c>mode => "tail"</c>, on real files.</summary>
public sealed class FileTailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_what_is_added_counts_in_files_that_are_there_and_everything_in_files_that_come()
    {
        var old = _folder.Write("old.log", "before\n");
        await using var input = await StartAsync(Options());
        await WatchedAsync();
        File.AppendAllText(old, "one\n");
        await input.Published.WaitForAsync(1);
        _folder.Write("new.log", "two\n");
        await input.Published.WaitForAsync(2);

        Assert.Equal(["one", "two"], input.Published.Messages);
    }

    [Fact]
    public async Task Everything_counts_when_reading_starts_at_the_beginning()
    {
        _folder.Write("a.log", "one\ntwo\n");
        await using var input = await StartAsync(Options() with { StartPosition = StartPosition.Beginning });
        await input.Published.WaitForAsync(2);

        Assert.Equal(["one", "two"], input.Published.Messages);
        Assert.Equal(_folder.At("a.log"), input.Published.Events[0].Get(FieldReference.Parse("path")));
    }

    [Fact]
    public async Task A_line_counts_once_its_end_is_there()
    {
        var file = _folder.Write("a.log", "on");
        await using var input = await StartAsync(FromBeginning());
        await WatchedAsync();
        File.AppendAllText(file, "e\ntw");
        await input.Published.WaitForAsync(1);
        File.AppendAllText(file, "o\n");
        await input.Published.WaitForAsync(2);

        Assert.Equal(["one", "two"], input.Published.Messages);
    }

    [Fact]
    public async Task A_restart_goes_on_after_the_last_whole_line()
    {
        var file = _folder.Write("a.log", "one\ntw");
        Assert.Equal(["one"], await ReadAsync(1));
        File.AppendAllText(file, "o\nthree\n");
        Assert.Equal(["two", "three"], await ReadAsync(2));
    }

    [Fact]
    public async Task What_was_added_to_a_file_of_the_first_start_counts_after_a_restart_although_nothing_of_it_was_read()
    {
        var file = _folder.Write("a.log", "before\n");
        await using (await StartAsync(Options()))
        {
            await WatchedAsync();
        }

        File.AppendAllText(file, "one\n");
        await using var input = await StartAsync(Options());
        await input.Published.WaitForAsync(1);
        Assert.Equal(["one"], input.Published.Messages);
    }

    [Fact]
    public async Task A_file_that_was_renamed_while_nobody_looked_is_read_to_its_end_and_its_successor_from_the_beginning()
    {
        var file = _folder.Write("a.log", "one\n");
        Assert.Equal(["one"], await ReadAsync(1));
        File.AppendAllText(file, "two\n");
        File.Move(file, _folder.At("a.log.1"));
        _folder.Write("a.log", "three\n");

        // The position of a file at the first start would be its end.
        await using var input = await StartAsync(Options());
        await input.Published.WaitForAsync(2);
        Assert.Equal(["three", "two"], input.Published.Messages.Order());
    }

    [Fact]
    public async Task Other_content_under_the_same_inode_is_read_from_its_beginning()
    {
        var file = _folder.Write("a.log", "one\n");
        Assert.Equal(["one"], await ReadAsync(1));

        // Emptied and filled anew, to more than it had: only how it begins tells.
        File.WriteAllText(file, "other\ncontent\n");
        Assert.Equal(["other", "content"], await ReadAsync(2));
    }

    [Theory]
    [InlineData("new\n")]
    [InlineData("much longer than before\n")]
    public async Task An_emptied_file_is_read_from_its_new_beginning(string content)
    {
        var file = _folder.Write("a.log", "one\ntwo\nunfinish");
        await using var input = await StartAsync(FromBeginning());
        await input.Published.WaitForAsync(2);
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.SetLength(0);
            stream.Write(Encoding.UTF8.GetBytes(content));
        }

        await input.Published.WaitForAsync(4);
        Assert.Equal(["one", "two", "unfinish", content.TrimEnd('\n')], input.Published.Messages);
    }

    [Fact]
    public async Task Rotation_by_renaming_under_load_loses_nothing_and_doubles_nothing()
    {
        const int Lines = 20_000;
        var path = _folder.Write("a.log", "");
        await using var input = await StartAsync(FromBeginning());
        var writer = new StreamWriter(path, append: true);
        for (var i = 0; i < Lines; i++)
        {
            writer.Write($"{i}\n");
            if (i % 1000 == 777)
            {
                // Files that come and go between two looks are seen by nobody.
                await Eventually.IsTrueAsync(() => Handles(path) == 2, "the new file is being read, and written");

                // As logrotate does: the program writes to the renamed file for a while.
                File.Move(path, $"{path}.{i}");
                await writer.FlushAsync();
            }

            if (i % 1000 == 900)
            {
                await writer.DisposeAsync();
                writer = new StreamWriter(path, append: true);
            }
        }

        await writer.DisposeAsync();
        await input.Published.WaitForAsync(Lines);
        Assert.Equal(Enumerable.Range(0, Lines), Numbers(input).Order());
    }

    [Fact]
    public async Task Rotated_files_that_fit_the_path_too_are_read_once()
    {
        var path = _folder.Write("a.log", "");
        await using var input = await StartAsync(FromBeginning() with { Paths = [_folder.Path + "/a.log*"] });
        for (var i = 0; i < 10; i++)
        {
            File.AppendAllText(path, $"{2 * i}\n");
            for (var n = i; n >= 0; n--)
            {
                File.Move(n == 0 ? path : $"{path}.{n}", $"{path}.{n + 1}");
            }

            File.WriteAllText(path, $"{(2 * i) + 1}\n");
            await input.Published.WaitForAsync(2 * (i + 1));
        }

        Assert.Equal(Enumerable.Range(0, 20), Numbers(input).Order());
    }

    [Fact]
    public async Task Rotation_by_emptying_doubles_nothing()
    {
        const int Lines = 2000;
        var path = _folder.Write("a.log", "");
        await using var input = await StartAsync(FromBeginning());
        for (var i = 0; i < Lines; i++)
        {
            File.AppendAllText(path, $"{i}\n");
            if (i % 200 == 199)
            {
                // What is written between copying and emptying is lost by any reader, so the program pauses here.
                await input.Published.WaitForAsync(i + 1);
                File.Copy(path, $"{path}.{i}");
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                stream.SetLength(0);
            }
        }

        await input.Published.WaitForAsync(Lines);
        Assert.Equal(Enumerable.Range(0, Lines), Numbers(input));
    }

    [Fact]
    public async Task A_restart_under_load_loses_nothing_and_doubles_nothing_of_what_was_delivered()
    {
        const int Lines = 5000;
        var path = _folder.Write("a.log", "");
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < Lines; i += 10)
            {
                // Pieces that end in the middle of lines.
                var text = string.Concat(Enumerable.Range(i, 10).Select(n => $"{n}\n"));
                await File.AppendAllTextAsync(path, text[..7]);
                await File.AppendAllTextAsync(path, text[7..]);
            }
        });
        var read = new List<int>();
        while (read.Count < Lines)
        {
            await using var input = await StartAsync(FromBeginning());
            await input.Published.WaitForAsync(Math.Min(700, Lines - read.Count));
            await input.StopAsync();
            read.AddRange(Numbers(input));
        }

        await writing;
        Assert.Equal(Enumerable.Range(0, Lines), read);
    }

    [Fact]
    public async Task A_silent_file_is_closed_and_opened_again_when_it_grows()
    {
        var path = _folder.Write("a.log", "one\n");
        await using var input = await StartAsync(FromBeginning() with { CloseOlder = "20 ms" });
        await input.Published.WaitForAsync(1);
        await Eventually.IsTrueAsync(() => !IsOpen(path), "the file is closed");
        File.AppendAllText(path, "two\n");
        await input.Published.WaitForAsync(2);

        Assert.Equal(["one", "two"], input.Published.Messages);
    }

    [Fact]
    public async Task More_files_than_may_be_open_are_read_all_the_same()
    {
        for (var i = 0; i < 10; i++)
        {
            _folder.Write($"{i}.log", $"{i}\n");
        }

        await using var input = await StartAsync(FromBeginning() with { MaxOpenFiles = 2 });
        await input.Published.WaitForAsync(10);
        for (var i = 0; i < 10; i++)
        {
            File.AppendAllText(_folder.At($"{i}.log"), $"{10 + i}\n");
        }

        await input.Published.WaitForAsync(20);
        Assert.Equal(Enumerable.Range(0, 20), Numbers(input).Order());
        Assert.InRange(Enumerable.Range(0, 10).Count(i => IsOpen(_folder.At($"{i}.log"))), 1, 2);
    }

    [Fact]
    public async Task Old_files_count_from_their_next_change_on()
    {
        var path = _folder.Write("a.log", "one\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using var input = await StartAsync(FromBeginning() with { IgnoreOlder = "1 hour" });
        await WatchedAsync();
        File.AppendAllText(path, "two\n");
        await input.Published.WaitForAsync(1);

        Assert.Equal(["two"], input.Published.Messages);
    }

    [Fact]
    public async Task What_a_codec_holds_comes_out_when_the_file_is_silent_for_as_long_as_the_codec_waits()
    {
        var path = _folder.Write("a.log", "one\nhalf");
        await using var input = await RunningInput.StartAsync(
            new FileInput(FromBeginning(), PluginContext.For("file")), new ImpatientCodec(RunningInput.Lines, TimeSpan.FromMilliseconds(30)));
        await input.Published.WaitForAsync(2);
        File.AppendAllText(path, "two\n");
        await input.Published.WaitForAsync(3);

        Assert.Equal(["one", "half", "two"], input.Published.Messages);
    }

    [Fact]
    public async Task An_event_of_several_lines_that_was_not_complete_at_the_stop_is_read_again_as_a_whole()
    {
        var path = _folder.Write("a.log", "one\n at a\ntwo\n at b\n");
        var codec = new MultilineCodec(new MultilineOptions { Pattern = "^ " }, PluginContext.For("codec"));
        await using (var input = await RunningInput.StartAsync(new FileInput(FromBeginning(), PluginContext.For("file")), codec))
        {
            await input.Published.WaitForAsync(1);
            await input.StopAsync();
            Assert.Equal(["one\n at a"], input.Published.Messages);
        }

        File.AppendAllText(path, " at c\nthree\n");
        await using var again = await RunningInput.StartAsync(new FileInput(FromBeginning(), PluginContext.For("file")), codec);
        await again.Published.WaitForAsync(1);
        Assert.Equal(["two\n at b\n at c"], again.Published.Messages);
    }

    [Fact]
    public async Task The_last_event_of_several_lines_comes_out_when_the_file_is_silent()
    {
        _folder.Write("a.log", "one\n at a\n at b\n");
        var codec = new MultilineCodec(new MultilineOptions { Pattern = "^ ", AutoFlushInterval = 0.02 }, PluginContext.For("codec"));
        await using var input = await RunningInput.StartAsync(new FileInput(FromBeginning(), PluginContext.For("file")), codec);
        await input.Published.WaitForAsync(1);

        Assert.Equal(["one\n at a\n at b"], input.Published.Messages);
    }

    [Fact]
    public async Task A_batch_that_was_given_up_is_read_again()
    {
        _folder.Write("a.log", "one\n");
        await using var input = await StartAsync(FromBeginning(), published => published.Outcome = BatchOutcome.Abandoned);
        await input.Published.WaitForAsync(2);

        Assert.Equal(["one", "one"], input.Published.Messages.Take(2));
    }

    private static IEnumerable<int> Numbers(RunningInput input) => input.Published.Messages.Select(text => int.Parse((string)text!));

    private static bool IsOpen(string path) => Handles(path) > 0;

    private static int Handles(string path) =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(link => new FileInfo(link).LinkTarget == path);

    private static Task<RunningInput> StartAsync(FileInputOptions options, Action<PublishedEvents>? prepare = null) =>
        RunningInput.StartAsync(new FileInput(options, PluginContext.For("file")), RunningInput.Lines, prepare);

    private FileInputOptions Options() => new()
    {
        Paths = [_folder.Path + "/*.log"],
        SincedbPath = _folder.At("sincedb"),
        StatInterval = "5 ms",
        DiscoverInterval = 1,
        SincedbWriteInterval = "1 ms",
    };

    private FileInputOptions FromBeginning() => Options() with { StartPosition = StartPosition.Beginning };

    /// <summary>Waits until the input has looked at the files that are there.</summary>
    private Task WatchedAsync() => Eventually.IsTrueAsync(
        () => Directory.EnumerateFiles(_folder.Path, "*.log").All(IsOpen) || File.Exists(_folder.At("sincedb")), "the files are watched");

    private async Task<IEnumerable<object?>> ReadAsync(int count)
    {
        await using var input = await StartAsync(FromBeginning());
        await input.Published.WaitForAsync(count);
        await input.StopAsync();
        return [.. input.Published.Messages];
    }
}
