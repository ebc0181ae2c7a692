using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Segments;

namespace El4k.Store.Tests.Segments;

public sealed class SegmentFileTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 100)]
    [InlineData(3, 1024)]
    [InlineData(4, 1025)]
    [InlineData(5, 3000)]
    public void A_segment_shows_the_same_on_disk_as_in_memory(int seed, int rows)
    {
        var random = new Random(seed);
        var segment = new TestSegment().Add([.. Enumerable.Range(0, rows).Select(row => Document(random, row))]);
        var live = RowSet.All(rows);
        for (var row = 0; row < rows; row += 7)
        {
            live.Remove(row);
        }

        using var file = new TemporarySegment(segment);
        Assert.Equal(SegmentDump.Of(new MemorySegment(segment.Builder, "m", rows, live)), SegmentDump.Of(file.File.CreateReader(live)));
    }

    [Fact]
    public void The_dictionary_on_disk_is_sorted_and_gives_ranges()
    {
        var words = Enumerable.Range(0, 500).Select(i => $"word-{i * 7919 % 500:D3}").ToArray();
        var segment = new TestSegment().Add([.. words.Select(word => $$"""{"w":"{{word}}"}""")]);
        using var file = new TemporarySegment(segment);
        var terms = ((KeywordColumn)file.File.CreateReader(null).GetColumns("w.keyword")[0]).Terms;

        Assert.True(terms.IsSorted);
        Assert.Equal((120, 130), terms.PrefixRange("word-12"u8));
        Assert.Equal(0, terms.LowerBound(""u8));
        Assert.Equal(500, terms.LowerBound("x"u8));
        Assert.Equal(-1, terms.IndexOf("word-5000"u8));
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_found_and_never_shown_as_content()
    {
        var random = new Random(11);
        var segment = new TestSegment().Add([.. Enumerable.Range(0, 300).Select(row => Document(random, row))]);
        using var file = new TemporarySegment(segment);
        var good = SegmentDump.Of(file.File.CreateReader(null));
        var bytes = File.ReadAllBytes(file.Path);
        var found = 0;
        var padding = 0;
        for (var flip = 0; flip < 150; flip++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            var path = file.Path + ".damaged";
            File.WriteAllBytes(path, damaged);
            try
            {
                var opened = new SegmentFile(path, damaged.Length);
                try
                {
                    Assert.Equal(good, SegmentDump.Of(opened.CreateReader(null)));
                    padding++;
                }
                finally
                {
                    opened.Release();
                }
            }
            catch (CorruptFileException)
            {
                found++;
            }
        }

        // What is not found may only be padding between sections.
        Assert.True(found > 100, $"{found} found, {padding} in padding");
    }

    [Fact]
    public void Damage_to_a_column_costs_that_column_and_damage_to_a_block_of_documents_that_block()
    {
        var segment = new TestSegment().Add([.. Enumerable.Range(0, 4000).Select(i => $$"""{"a":{{i}},"b":{{i}},"text":"{{Guid.NewGuid()}}"}""")]);
        using var file = new TemporarySegment(segment);
        var bytes = File.ReadAllBytes(file.Path);
        Flip(bytes, file, SectionKind.Longs, "a", 30);
        Flip(bytes, file, SectionKind.SourceBlocks, "", 1000);
        var path = file.Path + ".damaged";
        File.WriteAllBytes(path, bytes);
        var opened = new SegmentFile(path, bytes.Length);
        var reader = opened.CreateReader(null);

        Assert.Throws<CorruptFileException>(() => reader.GetColumns("a"));
        Assert.Equal(4000, reader.GetColumns("b")[0].PresentRows);
        Assert.Throws<CorruptFileException>(() => TestSegment.SourceOf(reader, 0));
        Assert.Contains("\"a\":3999", TestSegment.SourceOf(reader, 3999), StringComparison.Ordinal);
        Assert.Equal(2, opened.Damage.Count);
        opened.Release();
    }

    private static void Flip(byte[] bytes, TemporarySegment file, SectionKind kind, string name, int offset)
    {
        using var mapped = new MappedFile(file.Path, bytes.Length);
        bytes[SegmentFormat.ReadSections(mapped)[(kind, name)].Offset + offset] ^= 1;
    }

    private static string Document(Random random, int row)
    {
        var fields = new List<string> { $"\"@timestamp\":\"2015-05-17T10:{row / 60 % 60:D2}:{row % 60:D2}.{random.Next(1000):D3}Z\"" };
        Maybe(random, fields, "status", () => random.Next(10) == 0 ? "\"none\"" : random.Next(200, 600).ToString());
        Maybe(random, fields, "took", () => random.Next(3) == 0 ? $"{random.Next(1000)}" : $"{random.Next(1000)}.{random.Next(1, 99)}");
        Maybe(random, fields, "ratio", () => (random.NextDouble() - 0.5).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        Maybe(random, fields, "ok", () => random.Next(2) == 0 ? "true" : "false");
        Maybe(random, fields, "big", () => random.NextInt64(long.MinValue, long.MaxValue).ToString());
        Maybe(random, fields, "tags", () => $"[\"t{random.Next(5)}\",\"t{random.Next(5)}\",\"x y\"]");
        Maybe(random, fields, "numbers", () => $"[{random.Next(9)},{random.Next(9)}]");
        Maybe(random, fields, "user", () => $"{{\"name\":\"User {random.Next(50)}\",\"age\":{random.Next(90)}}}");
        Maybe(random, fields, "message", () => $"\"Request {random.Next(100)} failed: {string.Concat(Enumerable.Repeat("very ", random.Next(80)))}slow äöü\"");
        return "{" + string.Join(',', fields) + "}";
    }

    private static void Maybe(Random random, List<string> fields, string name, Func<string> value)
    {
        if (random.Next(4) != 0)
        {
            fields.Add($"\"{name}\":{value()}");
        }
    }

    private sealed class TemporarySegment : IDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("el4k-segment-").FullName;

        public TemporarySegment(TestSegment segment)
        {
            Path = System.IO.Path.Combine(_directory, "00000001" + SegmentFormat.Extension);
            File = new SegmentFile(Path, SegmentFileWriter.Write(FileSystem.Disk, Path, new FrozenSegment(segment.Builder, "00000001")));
        }

        public string Path { get; }

        public SegmentFile File { get; }

        public void Dispose()
        {
            File.Release();
            Directory.Delete(_directory, recursive: true);
        }
    }
}
