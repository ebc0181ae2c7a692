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
    public async Task What_was_written_is_counted_by_output_with_the_latest_reason()
    {
        await using DeadLetterFolder letters = Open();
        await letters.AddAsync("a", Event.Parse("{}"), "first");
        await letters.AddAsync("b", Event.Parse("{}"), "other");
        await letters.AddAsync("a", Event.Parse("{}"), "second");
        Assert.Equal(new DeadLetterTally(2, "second"), letters.Tallies["a"]);
        Assert.Equal(new DeadLetterTally(1, "other"), letters.Tallies["b"]);
        Assert.Equal(3, letters.Written);
    }

    [Fact]
    public async Task Letters_of_many_threads_are_all_kept_and_each_is_whole()
    {
        await using DeadLetterFolder letters = Open();
        await Parallel.ForAsync(0, 500, async (i, _) => await letters.AddAsync("out", Event.Parse($$"""{"n":{{i}}}"""), "no"));
        Assert.Equal(500, Lines().Select(line => (int)JsonNode.Parse(line)!["event"]!["n"]!).Distinct().Count());
    }

    [Fact]
    public async Task A_restart_goes_on_in_the_file_unless_its_end_is_torn()
    {
        for (int i = 0; i < 3; i++)
        {
            await using DeadLetterFolder letters = Open();
            await letters.AddAsync("out", Event.Parse("{}"), "no");
        }

        string file = Assert.Single(Directory.GetFiles(_folder));
        await File.AppendAllTextAsync(file, "{\"time\":\"2026");
        await using DeadLetterFolder next = Open();
        await next.AddAsync("out", Event.Parse("{}"), "no");

        Assert.Equal(2, Directory.GetFiles(_folder).Length);
        Assert.Equal(4, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task A_letter_is_read_as_it_was_written()
    {
        await using DeadLetterFolder letters = Open();
        letters.Know("mine", "elasticsearch");
        await letters.AddAsync("mine", Event.Parse("""{"a":{"b":[1,"\u00e9"]},"@metadata":{"m":{"n":2}}}"""), "no \"such\" thing");
        DeadLetter letter = Assert.Single(await ReadAsync());
        EventBatch batch = new EventBatchPool(TimeProvider.System).Rent();

        Assert.True(letter.TryAddTo(batch));
        Assert.Equal(("mine", "elasticsearch", "no \"such\" thing"), (letter.Plugin, letter.PluginType, letter.Reason));
        Assert.Equal("é", batch[0].Get(FieldReference.Parse("[a][b][1]")));
        Assert.Equal(2L, batch[0].Get(FieldReference.Parse("[@metadata][m][n]")));
    }

    [Fact]
    public async Task While_a_file_is_claimed_letters_go_to_the_next_one_and_none_is_lost()
    {
        await using DeadLetterFolder letters = Open();
        await letters.AddAsync("out", Event.Parse("""{"n":1}"""), "no");
        await using (DeadLetterClaim claim = Assert.IsType<DeadLetterClaim>(await DeadLetterClaim.TryTakeAsync(_folder, 1)))
        {
            Assert.Null(await DeadLetterClaim.TryTakeAsync(_folder, 1));
            await letters.AddAsync("out", Event.Parse("""{"n":2}"""), "no");
            Assert.Single(claim.Letters);
            claim.Remove();
        }

        Assert.Equal(["""{"n":2"""], (await ReadAsync()).Select(letter => System.Text.Encoding.UTF8.GetString(letter.EventJson.Span)[..6]));
        Assert.Equal([2], DeadLetterReader.Files(_folder));
    }

    [Fact]
    public async Task The_newest_file_is_emptied_and_not_deleted_since_letters_may_be_on_their_way_to_it()
    {
        await using DeadLetterFolder letters = Open();
        await letters.AddAsync("out", Event.Parse("{}"), "no");
        await using (DeadLetterClaim claim = Assert.IsType<DeadLetterClaim>(await DeadLetterClaim.TryTakeAsync(_folder, 1)))
        {
            claim.Remove();
        }

        Assert.Equal([1], DeadLetterReader.Files(_folder));
        Assert.Empty(await ReadAsync());
        await letters.AddAsync("out", Event.Parse("{}"), "no");
        Assert.Equal([1], DeadLetterReader.Files(_folder));
        Assert.Single(await ReadAsync());
    }

    [Fact]
    public async Task What_is_replayed_is_passed_over_by_the_next_claim_and_by_readers()
    {
        await using DeadLetterFolder letters = Open();
        for (int i = 0; i < 3; i++)
        {
            await letters.AddAsync("out", Event.Parse($$"""{"n":{{i}}}"""), "no");
        }

        await using (DeadLetterClaim claim = Assert.IsType<DeadLetterClaim>(await DeadLetterClaim.TryTakeAsync(_folder, 1)))
        {
            claim.Advance(claim.Letters[1].Next);
        }

        Assert.Single(await ReadAsync());
        await using DeadLetterClaim again = Assert.IsType<DeadLetterClaim>(await DeadLetterClaim.TryTakeAsync(_folder, 1));
        Assert.Contains("\"n\":2", System.Text.Encoding.UTF8.GetString(Assert.Single(again.Letters).Letter.EventJson.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_newer_keeps_the_old_letters_and_counts_the_new_ones()
    {
        await using DeadLetterFolder letters = new(_folder, NullLog.Instance, TimeProvider.System, new DeadLetterSettings { MaxBytes = 200, Policy = DeadLetterPolicy.DropNewer });
        for (int i = 0; i < 20; i++)
        {
            await letters.AddAsync("out", Event.Parse($$"""{"n":{{i}}}"""), "no");
        }

        Assert.Equal(20, letters.Written + letters.Dropped);
        Assert.InRange(letters.Dropped, 15, 19);
        Assert.Contains("\"n\":0", Lines()[0], StringComparison.Ordinal);
        Assert.Contains("drop_newer", letters.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_that_are_too_old_go()
    {
        await using DeadLetterFolder letters = new(_folder, NullLog.Instance, TimeProvider.System, new DeadLetterSettings { MaxAge = TimeSpan.FromHours(1) });
        await letters.AddAsync("out", Event.Parse("{}"), "no");
        await letters.ExpireAsync();
        Assert.Single(await ReadAsync());
        File.SetLastWriteTimeUtc(Directory.GetFiles(_folder)[0], DateTime.UtcNow.AddHours(-2));
        await letters.ExpireAsync();

        Assert.Empty(await ReadAsync());
        Assert.Equal(1, letters.Expired);
    }

    [Fact]
    public async Task Over_the_bound_the_oldest_letters_go_and_the_folder_stays_bounded()
    {
        await using DeadLetterFolder letters = new(_folder, NullLog.Instance, TimeProvider.System, new DeadLetterSettings { MaxBytes = 4000, MaxFileBytes = 1000 });
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
        await using DeadLetterFolder letters = new(_folder, NullLog.Instance, TimeProvider.System, new DeadLetterSettings { MaxFileBytes = 1 });
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

    private async Task<IReadOnlyList<DeadLetter>> ReadAsync()
    {
        var letters = new List<DeadLetter>();
        foreach (int file in DeadLetterReader.Files(_folder))
        {
            letters.AddRange((await DeadLetterReader.ReadAsync(_folder, new DeadLetterPosition(file, 0), TimeProvider.System))!.Select(pair => pair.Letter));
        }

        return letters;
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
