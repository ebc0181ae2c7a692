using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Tests.Events;

public sealed class EntryListTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(3000)]
    public void Every_name_is_found_among_many_and_of_twins_the_last(int fields)
    {
        // Names that differ only in their middle, so that their marks are alike.
        string[] names = [.. Enumerable.Range(0, fields).Select(i => $"field-{i:D6}-x")];
        byte[] json = Encoding.UTF8.GetBytes($"{{{string.Join(',', names.Concat(names).Select((name, at) => $"\"{name}\":{at}"))}}}");
        var entries = new EntryList();
        Assert.True(JsonFieldIndexer.TryIndex(json, 0, json.Length, entries));

        for (int i = 0; i < fields; i++)
        {
            Assert.Equal(fields + i, entries.Find(Encoding.UTF8.GetBytes(names[i]), json));
        }

        Assert.Equal(-1, entries.Find("field-x"u8, json));
    }

    [Fact]
    public void A_cleared_list_finds_nothing_and_starts_with_clean_entries()
    {
        var entries = new EntryList();
        entries.AddNamed("a"u8.ToArray()).IsRemoved = true;
        entries.Clear();
        Assert.Equal(-1, entries.Find("a"u8, []));
        Assert.False(entries.AddNamed("a"u8.ToArray()).IsRemoved);
        Assert.Equal(0, entries.Find("a"u8, []));
    }

    [Fact]
    public void A_value_is_not_kept_alive_after_its_event()
    {
        var entries = new EntryList();
        entries.AddNamed("a"u8.ToArray());
        entries.SetValue(0, "large");
        Assert.Equal("large", entries.ValueOf(0));
        entries.Clear();
        entries[0].Flags |= FieldFlags.Replaced;
        Assert.Null(entries.ValueOf(0));
    }

    [Fact]
    public void A_renamed_entry_is_found_by_its_new_name_alone()
    {
        var entries = new EntryList();
        entries.AddNamed("old"u8.ToArray());
        entries.Rename(0, "newer"u8.ToArray());
        Assert.Equal(-1, entries.Find("old"u8, []));
        Assert.Equal(0, entries.Find("newer"u8, []));
    }
}
