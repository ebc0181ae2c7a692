using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.DeadLetterQueue;
using El4k.Collector.Queue;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class DeadLetterQueueInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_event_comes_as_it_was_refused_and_says_why()
    {
        await WriteAsync(1);
        await using var input = await StartAsync();
        await input.Published.WaitForAsync(1);
        var one = input.Published.Events[0];

        Assert.Equal(0L, one.Get(FieldReference.Parse("n")));
        Assert.Equal("kept", one.Get(FieldReference.Parse("[@metadata][own]")));
        Assert.Equal("mine", one.Get(FieldReference.Parse("[@metadata][dead_letter_queue][plugin_id]")));
        Assert.Equal("elasticsearch", one.Get(FieldReference.Parse("[@metadata][dead_letter_queue][plugin_type]")));
        Assert.Equal("no", one.Get(FieldReference.Parse("[@metadata][dead_letter_queue][reason]")));
        Assert.IsType<Timestamp>(one.Get(FieldReference.Parse("[@metadata][dead_letter_queue][entry_time]")));
    }

    [Fact]
    public async Task A_restart_goes_on_behind_what_was_delivered()
    {
        await WriteAsync(3);
        await using (var first = await StartAsync())
        {
            await first.Published.WaitForAsync(3);
            await UntilCommittedAsync();
        }

        await WriteAsync(1, from: 3);
        await using var second = await StartAsync();
        await second.Published.WaitForAsync(1);

        Assert.Equal(3L, Assert.Single(second.Published.Events).Get(FieldReference.Parse("n")));
    }

    [Fact]
    public async Task Without_offsets_a_restart_reads_all_again()
    {
        await WriteAsync(2);
        for (var i = 0; i < 2; i++)
        {
            await using var input = await StartAsync(commit: false);
            await input.Published.WaitForAsync(2);
        }

        Assert.False(System.IO.File.Exists(_folder.At("sincedb")));
    }

    [Fact]
    public async Task Letters_that_are_written_while_it_runs_are_read_too()
    {
        await using var input = await StartAsync();
        await WriteAsync(600);
        await input.Published.WaitForAsync(600);

        Assert.Equal(Enumerable.Range(0, 600).Select(n => (long)n), input.Published.Events.Select(one => (long)one.Get(FieldReference.Parse("n"))!));
    }

    [Fact]
    public async Task Files_that_are_delivered_are_deleted_when_that_is_asked_for()
    {
        await WriteAsync(40, maxFileBytes: 1000);
        var files = DeadLetterReader.Files(_folder.At("main")).Count;
        await using var input = await StartAsync(clean: true);
        await input.Published.WaitForAsync(40);
        await El4k.Testing.Eventually.HoldsAsync(() => DeadLetterReader.Files(_folder.At("main")).Count == 1, () => "one file to be left");

        Assert.InRange(files, 3, 40);
        Assert.Equal(40, input.Published.Events.Count);
    }

    [Fact]
    public async Task Letters_before_the_start_are_passed_over()
    {
        await WriteAsync(1, time: new ManualTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        await WriteAsync(1, from: 1, time: new ManualTime(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)));
        await using var input = await StartAsync(start: "2026-02-01T00:00:00");
        await input.Published.WaitForAsync(1);

        Assert.Equal(1L, Assert.Single(input.Published.Events).Get(FieldReference.Parse("n")));
    }

    [Theory]
    [InlineData("", true, false, null, "path")]
    [InlineData("/x", false, true, null, "clean_consumed")]
    [InlineData("/x", true, false, "yesterday", "start_timestamp")]
    public void What_cannot_be_meant_is_refused(string path, bool commit, bool clean, string? start, string option) =>
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new DeadLetterQueueInput(
            new DeadLetterQueueOptions { Path = path, CommitOffsets = commit, CleanConsumed = clean, StartTimestamp = start }, PluginContext.For("dlq"))).Option);

    private Task<RunningInput> StartAsync(bool commit = true, bool clean = false, string? start = null) => RunningInput.StartAsync(
        new DeadLetterQueueInput(
            new DeadLetterQueueOptions { Path = _folder.Path, SincedbPath = _folder.At("sincedb"), CommitOffsets = commit, CleanConsumed = clean, StartTimestamp = start }, PluginContext.For("dlq")),
        RunningInput.Json);

    private Task UntilCommittedAsync() => El4k.Testing.Eventually.HoldsAsync(() => System.IO.File.Exists(_folder.At("sincedb")), () => "the position to be kept");

    private async Task WriteAsync(int count, int from = 0, long maxFileBytes = 1 << 20, TimeProvider? time = null)
    {
        await using var letters = new DeadLetterFolder(_folder.At("main"), NullLog.Instance, time ?? TimeProvider.System, new DeadLetterSettings { MaxFileBytes = maxFileBytes });
        letters.Know("mine", "elasticsearch");
        for (var n = from; n < from + count; n++)
        {
            await letters.AddAsync("mine", Event.Parse($$"""{"@metadata":{"own":"kept"},"n":{{n}} }"""), "no");
        }
    }
}
