using System.Globalization;
using El4k.Store.Indices;

namespace El4k.Store.Tests.Indices;

public sealed class MergePolicyTests
{
    private const int Megabyte = 1 << 20;

    [Theory]
    [InlineData("1 1 1 1 1 1 1", "0+0")]
    [InlineData("1 1 1 1 1 1 1 1", "0+8")]
    [InlineData("900 1 1 1 1 1 1 1 1", "1+8")]
    [InlineData("900 1 1 1 1 1 1 1", "0+0")]
    [InlineData("9000 9000 9000 9000 9000 9000 9000 9000", "0+0")]
    [InlineData("900 900 900 900 10 900 900 900", "0+0")]
    [InlineData("900 900 900 900 10 900 900 900 900", "0+9")]
    [InlineData("9000 9000 9000 9000 9000 9000 9000 9000 2100 2100 2100 2100 2100 2100 2100 2100", "8+8")]
    [InlineData("900 900 900 900 900 900 900 900 1 1 1 1 1 1 1 1", "8+8")]
    public void Neighbours_of_one_size_are_merged(string kilobytes, string expected)
    {
        var segments = kilobytes.Split(' ').Select(size =>
            new MergePolicy.Candidate(int.Parse(size, CultureInfo.InvariantCulture) * 1024L, 100, 100)).ToList();
        var (start, count) = MergePolicy.Find(segments, 20 * Megabyte);

        Assert.Equal(expected, $"{start}+{count}");
    }

    [Fact]
    public void A_segment_that_is_mostly_deleted_is_written_again() =>
        Assert.Equal((1, 1), MergePolicy.Find([new(Megabyte, 100, 60), new(Megabyte, 100, 40)], 20 * Megabyte));

    [Fact]
    public void Many_flushes_leave_few_segments()
    {
        var segments = new List<MergePolicy.Candidate>();
        var written = 0L;
        for (var flush = 0; flush < 1000; flush++)
        {
            segments.Add(new(50_000, 100, 100));
            while (MergePolicy.Find(segments, 21 * Megabyte) is (var start, > 0 and var count))
            {
                var merged = segments.GetRange(start, count);
                segments.RemoveRange(start, count);
                segments.Insert(start, new(merged.Sum(segment => segment.Bytes), merged.Sum(segment => segment.Rows), merged.Sum(segment => segment.LiveRows)));
                written += merged.Sum(segment => segment.Bytes);
            }
        }

        Assert.True(segments.Count < 30, $"{segments.Count} segments");
        Assert.True(written < 4 * 1000 * 50_000L, $"{written} bytes written");
    }
}
