using System.Text;
using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Segments;

namespace El4k.Store.Tests.Segments;

public sealed class MemorySegmentTests
{
    [Fact]
    public void A_number_that_is_no_integer_goes_to_a_column_of_its_own()
    {
        var segment = TestSegment.InMemory("""{"a":1}""", """{"a":2.5}""", """{"a":"x"}""", """{"a":true}""");

        Assert.Equal([ColumnType.Long, ColumnType.Boolean, ColumnType.Double, ColumnType.Keyword], segment.GetColumns("a").Select(column => column.Type));
    }

    [Fact]
    public void A_field_may_have_values_and_sub_fields()
    {
        var segment = TestSegment.InMemory("""{"app":"shop"}""", """{"app":{"name":"pay"}}""", """{"app.name":"ship"}""");

        Assert.Equal(["shop"], Strings(segment, "app.keyword", 0));
        Assert.Equal(["pay"], Strings(segment, "app.name.keyword", 1));
        Assert.Equal(["ship"], Strings(segment, "app.name.keyword", 2));
    }

    [Fact]
    public void Words_are_found_in_short_and_in_long_text()
    {
        var longText = string.Join(' ', Enumerable.Repeat("filler", 60)) + " Timeout at end";
        var segment = TestSegment.InMemory("""{"m":"request timeout"}""", """{"m":"ok"}""", $$"""{"m":"{{longText}}"}""", """{"m":["ok","timeout again"]}""");

        Assert.Equal([0, 2, 3], RowsWith(segment, "m", "timeout"));
        Assert.Equal([1, 3], RowsWith(segment, "m", "ok"));
        Assert.Empty(RowsWith(segment, "m", "never"));
    }

    [Fact]
    public void Positions_lead_to_phrases_but_not_across_values()
    {
        var segment = TestSegment.InMemory("""{"m":["a b","c"]}""", """{"m":"b c"}""", """{"m":"c b"}""");
        var text = segment.GetText("m")!;
        List<long> first = [];
        List<long> second = [];
        text.ReadPositions(text.Terms.IndexOf("b"u8), RowSet.All(3), first);
        text.ReadPositions(text.Terms.IndexOf("c"u8), RowSet.All(3), second);

        Assert.Equal([1L], first.Where(place => second.Contains(place + 1)).Select(place => place >> 32));
    }

    [Fact]
    public void A_view_shows_the_rows_that_were_there_when_it_was_made()
    {
        var test = new TestSegment();
        test.Add("""{"n":1,"s":"a"}""", """{"n":[2,3]}""");
        var view = test.ToMemory();
        test.Add("""{"n":4,"s":"b","t":"new"}""");

        var column = (LongColumn)view.GetColumns("n")[0];
        var block = new ColumnBlock<long>();
        column.ReadBlock(0, block);
        Assert.Equal(2, block.RowCount);
        Assert.Equal(BlockShape.Multiple, block.Shape);
        Assert.Equal([2L, 3L], block.ValuesOf(1).ToArray());
        Assert.Equal(3, column.ValueCount);
        Assert.Empty(view.GetColumns("t.keyword"));
        Assert.Equal(-1, view.FindRow("2"u8));
    }

    [Fact]
    public void Sparse_values_stand_at_their_rows()
    {
        var documents = Enumerable.Range(0, 3000).Select(i => i % 7 == 0 ? $$"""{"n":{{i}}}""" : "{}").ToArray();
        var segment = TestSegment.InMemory(documents);
        var column = (LongColumn)segment.GetColumns("n")[0];
        var block = new ColumnBlock<long>();
        var seen = new List<long>();
        for (var number = 0; number < column.BlockCount; number++)
        {
            column.ReadBlock(number, block);
            Assert.Equal(BlockShape.Sparse, block.Shape);
            for (var row = 0; row < block.RowCount; row++)
            {
                seen.AddRange(block.ValuesOf(row).ToArray());
            }
        }

        Assert.Equal(Enumerable.Range(0, 3000).Where(i => i % 7 == 0).Select(i => (long)i), seen);
    }

    [Fact]
    public void Documents_come_back_byte_for_byte_across_compressed_blocks()
    {
        var documents = Enumerable.Range(0, 5000).Select(i => $$"""{ "n" : {{i}}.0, "text":"line {{i}} äöü \u00e9" }""").ToArray();
        var segment = TestSegment.InMemory(documents);

        foreach (var row in new[] { 0, 1, 777, 2500, 4998, 4999 })
        {
            Assert.Equal(documents[row], TestSegment.SourceOf(segment, row));
        }
    }

    private static string[] Strings(SegmentReader segment, string path, int row)
    {
        var column = (KeywordColumn)segment.GetColumns(path)[0];
        var block = new ColumnBlock<int>();
        column.ReadBlock(row >> RowBlock.Shift, block);
        byte[] scratch = [];
        var strings = new List<string>();
        foreach (var ordinal in block.ValuesOf(row & (RowBlock.Size - 1)))
        {
            strings.Add(Encoding.UTF8.GetString(column.Terms.GetTerm(ordinal, ref scratch)));
        }

        return [.. strings];
    }

    private static int[] RowsWith(SegmentReader segment, string path, string word)
    {
        var text = segment.GetText(path)!;
        var rows = new RowSet(segment.RowCount);
        var term = text.Terms.IndexOf(Encoding.UTF8.GetBytes(word));
        if (term >= 0)
        {
            text.AddRows([term], rows);
        }

        var found = new List<int>();
        for (var row = rows.NextFrom(0); row >= 0; row = rows.NextFrom(row + 1))
        {
            found.Add(row);
        }

        return [.. found];
    }
}
