using System.Globalization;
using System.Text;
using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Segments;

namespace El4k.Store.Tests.Segments;

/// <summary>Everything that a segment shows, as text, so that two can be compared.</summary>
internal static class SegmentDump
{
    public static string Of(SegmentReader segment)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"rows {segment.RowCount} live {segment.LiveRowCount} time {segment.MinTimestamp}..{segment.MaxTimestamp}");
        for (var row = 0; row < segment.RowCount; row++)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{row}: {segment.GetId(row)} v{segment.GetVersion(row)} #{segment.GetSequenceNumber(row)} {segment.LiveRows?[row]} {TestSegment.SourceOf(segment, row)}");
            Assert.Equal(segment.LiveRows?[row] ?? true, segment.FindRow(Encoding.UTF8.GetBytes(segment.GetId(row))) == row);
        }

        foreach (var path in segment.Fields.Order(StringComparer.Ordinal))
        {
            foreach (var column in segment.GetColumns(path))
            {
                AppendColumn(text, path, column);
            }

            if (segment.GetText(path) is { } index)
            {
                AppendText(text, path, index);
            }
        }

        return text.ToString();
    }

    private static void AppendColumn(StringBuilder text, string path, Column column)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"column {path} {column.Type} rows {column.PresentRows} values {column.ValueCount}");
        switch (column)
        {
            case LongColumn longs:
                text.AppendLine(CultureInfo.InvariantCulture, $"{longs.Min}..{longs.Max}");
                AppendBlocks(text, longs, value => value.ToString(CultureInfo.InvariantCulture));
                break;
            case DoubleColumn doubles:
                text.AppendLine(CultureInfo.InvariantCulture, $"{doubles.Min:R}..{doubles.Max:R}");
                AppendBlocks(text, doubles, value => value.ToString("R", CultureInfo.InvariantCulture));
                break;
            case KeywordColumn keywords:
                byte[] scratch = [];
                AppendBlocks(text, keywords, ordinal =>
                {
                    var term = keywords.Terms.GetTerm(ordinal, ref scratch);
                    Assert.Equal(ordinal, keywords.Terms.IndexOf(term));
                    return Encoding.UTF8.GetString(term);
                });
                break;
        }
    }

    private static void AppendBlocks<T>(StringBuilder text, BlockColumn<T> column, Func<T, string> format)
        where T : unmanaged
    {
        var block = new ColumnBlock<T>();
        var presence = new ulong[RowBlock.Words];
        for (var number = 0; number < column.BlockCount; number++)
        {
            column.ReadBlock(number, block);
            column.ReadPresence(number, presence);
            Assert.Equal(block.Presence, presence);
            var statistics = column.GetStatistics(number);
            text.AppendLine(CultureInfo.InvariantCulture, $"block {number} {block.Shape} {statistics.PresentRows} {statistics.ValueCount}");
            Assert.Equal(block.ValueCount, statistics.ValueCount);
            for (var row = 0; row < block.RowCount; row++)
            {
                Assert.Equal(block.IsPresent(row), block.ValuesOf(row).Length > 0);
                foreach (var value in block.ValuesOf(row))
                {
                    text.Append(format(value)).Append(' ');
                }

                text.Append('|');
            }

            text.AppendLine();
        }
    }

    private static void AppendText(StringBuilder text, string path, El4k.Store.Postings.TextIndex index)
    {
        var presence = new RowSet(index.RowCount);
        index.AddPresence(presence);
        text.AppendLine(CultureInfo.InvariantCulture, $"text {path} terms {index.Terms.Count} rows {presence.Count()}");
        byte[] scratch = [];
        var lines = new List<string>();
        for (var term = 0; term < index.Terms.Count; term++)
        {
            var rows = new RowSet(index.RowCount);
            index.AddRows([term], rows);
            List<long> positions = [];
            index.ReadPositions(term, RowSet.All(index.RowCount), positions);
            Assert.Equal(positions.Order(), positions);
            Assert.Equal(rows.Count(), positions.Select(place => place >> 32).Distinct().Count());
            lines.Add($"{Encoding.UTF8.GetString(index.Terms.GetTerm(term, ref scratch))}: {string.Join(' ', positions)}");
        }

        text.AppendJoin('\n', lines.Order(StringComparer.Ordinal)).AppendLine();
    }
}
