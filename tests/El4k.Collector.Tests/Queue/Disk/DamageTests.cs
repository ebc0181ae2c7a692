using System.Buffers.Binary;
using El4k.Collector.Events;
using El4k.Collector.Queue.Disk;
using El4k.Testing;

namespace El4k.Collector.Tests.Queue.Disk;

/// <summary>Whatever a crash or a bad disk leaves: the queue starts, says what it found, and loses nothing but what was damaged.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_tail_that_is_torn_at_any_byte_of_the_last_frame_is_cut_and_said()
    {
        string page = await WriteAsync(3);
        byte[] whole = await File.ReadAllBytesAsync(page);
        int[] frames = FramesOf(whole);
        Assert.Equal(4, frames.Length);
        for (int length = frames[2] + 1; length < whole.Length; length++)
        {
            string folder = Copy(page, whole.AsSpan(0, length));
            await using (QueueUnderTest queue = QueueUnderTest.Open(folder))
            {
                Assert.Contains($" {length - frames[2]} bytes at the end of", queue.Log.ToString(), StringComparison.Ordinal);
                Assert.Equal([0, 1], queue.Read());
                Assert.Equal(0, queue.Queue.Damaged.Frames);
                Assert.Equal(BatchOutcome.Delivered, await queue.AppendAsync(7));
                Assert.Equal([7], queue.Read());
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_flipped_bit_costs_its_frame_only_and_the_bytes_are_kept()
    {
        string page = await WriteAsync(4);
        byte[] whole = await File.ReadAllBytesAsync(page);
        int[] frames = FramesOf(whole);
        for (int at = frames[1]; at < frames[2]; at += 3)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)(1 << (at % 8));
            string folder = Copy(page, damaged);
            await using (QueueUnderTest queue = QueueUnderTest.Open(folder))
            {
                Assert.Equal([0, 2, 3], queue.Read());
                Assert.Equal(1, queue.Queue.Damaged.Frames);
                Assert.Contains("the events in them are not delivered", queue.Log.ToString(), StringComparison.Ordinal);
                string kept = Assert.Single(Directory.GetFiles(Path.Combine(folder, "corrupt")));
                Assert.Equal(damaged[frames[1]..frames[2]], await File.ReadAllBytesAsync(kept));
                Assert.True(queue.Queue.IsEmpty);
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_the_last_frame_costs_that_frame_and_the_bytes_are_kept()
    {
        string page = await WriteAsync(3);
        byte[] whole = await File.ReadAllBytesAsync(page);
        int[] frames = FramesOf(whole);
        for (int at = frames[2]; at < whole.Length; at += 3)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)(1 << (at % 8));
            string folder = Copy(page, damaged);
            await using (QueueUnderTest queue = QueueUnderTest.Open(folder))
            {
                Assert.Equal([0, 1], queue.Read());
                string kept = Assert.Single(Directory.GetFiles(Path.Combine(folder, "corrupt")));
                Assert.Equal(damaged[frames[2]..], await File.ReadAllBytesAsync(kept));
                await queue.AppendAsync(9);
                Assert.Equal([9], queue.Read());
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Damage_is_kept_and_counted_once_though_every_lane_comes_across_it()
    {
        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, outputs: ["a", "b"]))
        {
            await queue.AppendAsync(0);
            await queue.AppendAsync(1);
            await queue.AppendAsync(2);
        }

        string page = QueueUnderTest.Pages(_folder.Path)[0];
        byte[] bytes = await File.ReadAllBytesAsync(page);
        bytes[FramesOf(bytes)[1] + 50] ^= 1;
        await File.WriteAllBytesAsync(page, bytes);
        await using QueueUnderTest again = QueueUnderTest.Open(_folder.Path, outputs: ["a", "b"]);
        Assert.Equal([0, 2], again.Read(0));
        Assert.Equal([0, 2], again.Read(1));
        Assert.Equal(1, again.Queue.Damaged.Frames);
    }

    [Theory]
    [InlineData("empty page")]
    [InlineData("short page")]
    [InlineData("page of zeros")]
    [InlineData("page of another number")]
    [InlineData("later version")]
    [InlineData("unknown file")]
    [InlineData("no cursors")]
    [InlineData("empty cursors")]
    [InlineData("cursors of noise")]
    [InlineData("zeros behind the last frame")]
    public async Task It_starts_and_has_all_whole_events_whatever_lies_in_the_folder(string what)
    {
        string page = await WriteAsync(3);
        byte[] whole = await File.ReadAllBytesAsync(page);
        string next = Path.Combine(_folder.Path, PageHeader.FileName(5));
        string cursors = Path.Combine(_folder.Path, CursorFile.Name);
        switch (what)
        {
            case "empty page":
                await File.WriteAllBytesAsync(next, []);
                break;
            case "short page":
                await File.WriteAllBytesAsync(next, whole[..20]);
                break;
            case "page of zeros":
                await File.WriteAllBytesAsync(next, new byte[4096]);
                break;
            case "page of another number":
                await File.WriteAllBytesAsync(next, whole);
                break;
            case "later version":
                byte[] later = [.. whole];
                BinaryPrimitives.WriteUInt32LittleEndian(later.AsSpan(8), PageHeader.Version + 1);
                await File.WriteAllBytesAsync(next, later);
                break;
            case "unknown file":
                await File.WriteAllTextAsync(Path.Combine(_folder.Path, "notes.txt"), "mine");
                break;
            case "no cursors":
                File.Delete(cursors);
                break;
            case "empty cursors":
                await File.WriteAllBytesAsync(cursors, []);
                break;
            case "cursors of noise":
                byte[] noise = new byte[2 * CursorFile.SlotBytes];
                new Random(1).NextBytes(noise);
                await File.WriteAllBytesAsync(cursors, noise);
                break;
            default:
                await File.WriteAllBytesAsync(page, [.. whole, .. new byte[5000]]);
                break;
        }

        await using QueueUnderTest queue = QueueUnderTest.Open(_folder.Path);
        Assert.Equal([0, 1, 2], queue.Read());
        await queue.AppendAsync(3);
        Assert.Equal([3], queue.Read());
        Assert.True(what is "no cursors" || queue.Log.Lines.Any(line => !line.StartsWith("Debug", StringComparison.Ordinal)), "nothing was said");
        Assert.Equal(what is "short page" or "page of zeros" or "page of another number" or "later version", File.Exists(Path.Combine(_folder.Path, "corrupt", PageHeader.FileName(5))));
        Assert.Equal(what == "later version", queue.Log.ToString().Contains("later version of this program", StringComparison.Ordinal));
        Assert.Equal(what == "unknown file", File.Exists(Path.Combine(_folder.Path, "notes.txt")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_page_that_cannot_be_read_is_put_aside_whole_and_is_there_after_later_starts(int failsFrom)
    {
        string page = await WriteAsync(3);
        byte[] whole = await File.ReadAllBytesAsync(page);
        string aside = Path.Combine(_folder.Path, "corrupt", Path.GetFileName(page));
        var storage = new UnreadableStorage(int.MaxValue) { Found = Path.GetFileName(page), FailsFrom = failsFrom };
        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, storage: storage))
        {
            Assert.Contains(aside, queue.Log.ToString(), StringComparison.Ordinal);
            Assert.Equal(1, queue.Queue.Damaged.Frames);
            await queue.AppendAsync(9);
            Assert.Equal([9], queue.Read());
        }

        await using (QueueUnderTest again = QueueUnderTest.Open(_folder.Path))
        {
            Assert.Empty(again.Read());
        }

        Assert.Equal(whole, await File.ReadAllBytesAsync(aside));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_page_that_cannot_be_read_at_first_is_tried_again(int failsFrom)
    {
        string page = await WriteAsync(3);
        var storage = new UnreadableStorage(3) { Found = Path.GetFileName(page), FailsFrom = failsFrom };
        await using QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, storage: storage);
        Assert.Equal([0, 1, 2], queue.Read());
        Assert.Equal(0, storage.FailuresLeft);
        Assert.Equal(0, queue.Queue.Damaged.Frames);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 4)]
    [InlineData(3, 1, 9, 2)]
    [InlineData(7, 1, 8, 1, 11, 1)]
    [InlineData(1, 30)]
    public async Task Bad_sectors_within_a_page_cost_the_frames_that_lie_in_them(params int[] blocks)
    {
        const int Block = 4096;
        const int Frames = 60;
        string page = await WriteAsync(Frames, filler: 900);
        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path))
        {
            await queue.AppendAsync(Frames);
        }

        int[] at = FramesOf(await File.ReadAllBytesAsync(page));
        (long From, long To)[] bad = [.. blocks.Chunk(2).Select(pair => ((long)pair[0] * Block, (long)(pair[0] + pair[1]) * Block))];
        int[] whole = [.. Enumerable.Range(0, Frames).Where(frame => !bad.Any(sector => at[frame] < sector.To && at[frame + 1] > sector.From))];
        Assert.InRange(whole.Length, 3, Frames - 2);

        await using QueueUnderTest last = QueueUnderTest.Open(_folder.Path, storage: new UnreadableStorage(0) { Found = Path.GetFileName(page), Bad = bad });
        Assert.Equal([.. whole, Frames], last.ReadPastDamage());
        Assert.Contains("not readable", last.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_bad_part_is_passed_over_with_few_reads_since_each_may_take_a_disk_seconds()
    {
        const int Frames = 60;
        string page = await WriteAsync(Frames, filler: 60_000);
        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path))
        {
            await queue.AppendAsync(Frames);
        }

        var storage = new UnreadableStorage(0) { Found = Path.GetFileName(page), Bad = [(100_000, 3_300_000)] };
        await using QueueUnderTest last = QueueUnderTest.Open(_folder.Path, storage: storage);
        Assert.Equal([0, .. Enumerable.Range(55, 6)], last.ReadPastDamage());
        Assert.InRange(storage.Refused, 1, 40);
    }

    [Fact]
    public async Task A_page_put_aside_is_not_replaced_by_a_later_one_of_its_number()
    {
        string page = await WriteAsync(3);
        byte[] whole = await File.ReadAllBytesAsync(page);
        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, storage: new UnreadableStorage(int.MaxValue) { Found = Path.GetFileName(page) }))
        {
            Assert.Empty(queue.Read());
        }

        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path))
        {
            await queue.AppendAsync(9);
        }

        string later = Assert.Single(QueueUnderTest.Pages(_folder.Path));
        await using QueueUnderTest last = QueueUnderTest.Open(_folder.Path, storage: new UnreadableStorage(int.MaxValue) { Found = Path.GetFileName(later) });
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder.Path, "corrupt")).Length);
        Assert.Equal(whole, await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "corrupt", Path.GetFileName(page))));
    }

    [Fact]
    public async Task A_cursor_whose_place_cannot_be_read_finds_its_event_from_the_beginning_of_the_page()
    {
        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path))
        {
            await queue.AppendAsync(0);
            Assert.Equal([0], queue.Read());
            await queue.AppendAsync(1, 2);
        }

        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path))
        {
            await queue.AppendAsync(3);
        }

        string[] pages = QueueUnderTest.Pages(_folder.Path);
        Assert.Equal(2, pages.Length);
        var storage = new UnreadableStorage(1) { Found = Path.GetFileName(pages[0]), FailsFrom = 1 };
        await using QueueUnderTest last = QueueUnderTest.Open(_folder.Path, storage: storage);
        Assert.Equal([1, 2, 3], last.Read());
        Assert.Equal(0, storage.FailuresLeft);
    }

    [Fact]
    public async Task A_cursor_beyond_the_tail_skips_nothing_that_is_written_later()
    {
        string page = await WriteAsync(10, read: true);
        byte[] whole = await File.ReadAllBytesAsync(page);
        await File.WriteAllBytesAsync(page, whole[..FramesOf(whole)[4]]);
        await using (QueueUnderTest queue = QueueUnderTest.Open(_folder.Path, outputs: ["out", "other"]))
        {
            Assert.Empty(queue.Read());
            for (int i = 20; i < 25; i++)
            {
                await queue.AppendAsync(i);
            }

            Assert.Equal(Enumerable.Range(20, 5), queue.Read(0));
            Assert.Equal(Enumerable.Range(20, 5), queue.Read(1));
        }
    }

    [Fact]
    public async Task A_damaged_cursor_slot_gives_the_one_before()
    {
        await WriteAsync(3, read: true);
        string cursors = Path.Combine(_folder.Path, CursorFile.Name);
        byte[] bytes = await File.ReadAllBytesAsync(cursors);
        foreach (int slot in (int[])[0, 1])
        {
            byte[] damaged = [.. bytes];
            damaged[(slot * CursorFile.SlotBytes) + 40] ^= 4;
            await File.WriteAllBytesAsync(cursors, damaged);
            await using QueueUnderTest queue = QueueUnderTest.Open(_folder.Path);
            Assert.InRange(queue.Read().Count, 0, 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_bytes_and_random_damage_neither_throw_nor_loop(int seed)
    {
        var random = new Random(seed);
        int rounds = Environment.GetEnvironmentVariable("EL4K_TEST_LONG") == "1" ? 2000 : 50;
        string page = await WriteAsync(6);
        byte[] whole = await File.ReadAllBytesAsync(page);
        for (int round = 0; round < rounds; round++)
        {
            byte[] bytes = [.. whole];
            int from = round % 3 == 0 ? 0 : FramesOf(whole)[0];
            for (int hits = random.Next(1, 30); hits > 0; hits--)
            {
                int at = random.Next(from, bytes.Length);
                if (random.Next(4) == 0)
                {
                    random.NextBytes(bytes.AsSpan(at, Math.Min(random.Next(200), bytes.Length - at)));
                }
                else
                {
                    bytes[at] = (byte)random.Next(256);
                }
            }

            // Frames may also stand twice, or in a wrong order.
            byte[] mixed = random.Next(4) == 0 ? [.. bytes, .. bytes[random.Next(bytes.Length)..]] : bytes;
            string folder = Copy(page, mixed);
            await using (QueueUnderTest queue = QueueUnderTest.Open(folder))
            {
                List<int> read = queue.Read();
                Assert.Equal(read.Order().Distinct(), read);
                Assert.All(read, n => Assert.InRange(n, 0, 5));
                await queue.AppendAsync(100);
                Assert.Equal([100], queue.Read());
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    // One page with a frame for each event; the cursor at its beginning, or at its end.
    private async Task<string> WriteAsync(int frames, bool read = false, int filler = 20)
    {
        await using QueueUnderTest queue = QueueUnderTest.Open(_folder.Path);
        for (int i = 0; i < frames; i++)
        {
            Assert.Equal(BatchOutcome.Delivered, await queue.AppendAsync(i, filler: filler));
        }

        if (read)
        {
            Assert.Equal(frames, queue.Read().Count);
        }

        return Assert.Single(QueueUnderTest.Pages(_folder.Path));
    }

    private string Copy(string page, ReadOnlySpan<byte> bytes)
    {
        string folder = _folder.At("copy");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(page)), bytes.ToArray());
        File.Copy(Path.Combine(Path.GetDirectoryName(page)!, CursorFile.Name), Path.Combine(folder, CursorFile.Name));
        return folder;
    }

    // Where frames begin, and where the last one ends.
    private static int[] FramesOf(ReadOnlySpan<byte> page)
    {
        var places = new List<int>();
        Assert.NotNull(PageHeader.Read(page, out int at));
        while (FrameHeader.TryRead(page[at..], out FrameHeader header))
        {
            places.Add(at);
            at += FrameHeader.Bytes + header.BodyLength;
        }

        places.Add(at);
        return [.. places];
    }
}
