using System.Buffers;
using System.Text;
using El4k.Collector.Plugins.Bulk;

namespace El4k.Collector.Plugins.Tests.Bulk;

public sealed class BulkBodyTests
{
    [Fact]
    public void Actions_can_be_taken_one_by_one_or_together_also_after_growth()
    {
        using var body = new BulkBody();
        var large = new string('x', 300_000) + "\n";
        foreach (var (origin, action) in ((int, string)[])[(5, "a\n"), (6, large), (9, "c\n")])
        {
            body.Write(Encoding.UTF8.GetBytes(action));
            body.EndAction(origin);
        }

        body.Write("not complete"u8);

        Assert.Equal(3, body.Count);
        Assert.Equal("a\n" + large + "c\n", Encoding.UTF8.GetString(body.Memory.Span));
        Assert.Equal("c\n", Encoding.UTF8.GetString(body.Slice(2, 1).Span));
        Assert.Equal(large + "c\n", Encoding.UTF8.GetString(body.Slice(1, 2).Span));

        using var other = new BulkBody();
        other.Append(body, 2);
        Assert.Equal("c\n", Encoding.UTF8.GetString(other.Memory.Span));

        Assert.Equal(9, other.Origin(0));

        body.Clear();
        Assert.Equal(0, body.Count);
        Assert.Equal(0, body.Memory.Length);
    }
}
