using System.Text.Json.Nodes;
using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;

namespace El4k.Collector.Tests.Queue;

public sealed class DeadLetterFolderTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory().FullName, "letters");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public async Task A_letter_is_in_its_file_with_reason_and_metadata_when_its_task_ends()
    {
        await using DeadLetterFolder letters = Open();
        await letters.AddAsync("elasticsearch", Event.Parse("""{"a":1,"@metadata":{"m":"x"}}"""), "mapper_parsing_exception: \"a\"");
        JsonNode letter = JsonNode.Parse(Assert.Single(Lines()))!;
        Assert.Equal("elasticsearch", (string)letter["plugin"]!);
        Assert.Equal("mapper_parsing_exception: \"a\"", (string)letter["reason"]!);
        Assert.Equal(1, (int)letter["event"]!["a"]!);
        Assert.Equal("x", (string)letter["metadata"]!["m"]!);
        Assert.Equal(1, letters.Written);
    }

    [Fact]
    public async Task Letters_of_many_threads_are_all_kept_and_each_is_whole()
    {
        await using DeadLetterFolder letters = Open();
        await Parallel.ForAsync(0, 500, async (i, _) => await letters.AddAsync("out", Event.Parse($$"""{"n":{{i}}}"""), "no"));
        Assert.Equal(500, Lines().Select(line => (int)JsonNode.Parse(line)!["event"]!["n"]!).Distinct().Count());
    }

    [Fact]
    public async Task A_restart_begins_a_new_file_and_keeps_the_old_one()
    {
        for (int i = 0; i < 3; i++)
        {
            await using DeadLetterFolder letters = Open();
            await letters.AddAsync("out", Event.Parse("{}"), "no");
        }

        Assert.Equal(3, Directory.GetFiles(_folder).Length);
        Assert.Equal(3, Lines().Length);
    }

    [Fact]
    public async Task Over_the_bound_the_oldest_letters_go_and_the_folder_stays_bounded()
    {
        await using DeadLetterFolder letters = new(_folder, NullLog.Instance, TimeProvider.System, maxBytes: 4000, maxFileBytes: 1000);
        for (int i = 0; i < 200; i++)
        {
            await letters.AddAsync("out", Event.Parse($$"""{"n":{{i}}}"""), "no");
        }

        Assert.InRange(new DirectoryInfo(_folder).GetFiles().Sum(file => file.Length), 1000, 4500);
        Assert.Contains("\"n\":199", Lines()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_could_not_be_written_for_a_while_takes_letters_again()
    {
        await using DeadLetterFolder letters = new(_folder, NullLog.Instance, TimeProvider.System, maxFileBytes: 1);
        await letters.AddAsync("out", Event.Parse("""{"n":1}"""), "no");
        Directory.Delete(_folder, recursive: true);
        File.WriteAllText(_folder, "in the way");
        for (int i = 0; i < 2; i++)
        {
            await Assert.ThrowsAnyAsync<IOException>(async () => await letters.AddAsync("out", Event.Parse("""{"n":2}"""), "no"));
        }

        File.Delete(_folder);
        await letters.AddAsync("out", Event.Parse("""{"n":3}"""), "no");
        Assert.Contains("\"n\":3", Assert.Single(Lines()), StringComparison.Ordinal);
    }

    private DeadLetterFolder Open() => new(_folder, NullLog.Instance, TimeProvider.System);

    private string[] Lines() => [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal).SelectMany(ReadShared)];

    private static string[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
