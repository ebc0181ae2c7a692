using System.Text;
using El4k.Store.Analysis;
using El4k.Store.Io;
using El4k.Store.Mapping;
using El4k.Store.Postings;

namespace El4k.Store.Search.Matching;

/// <summary>Finds the rows whose text holds words or phrases; on fields of other types, the rows that have the whole value.</summary>
internal static class TextMatch
{
    /// <param name="segment">Where to look.</param>
    /// <param name="field">The field.</param>
    /// <param name="text">The words; they are analysed as the field's text was.</param>
    /// <param name="minimum">How many of the distinct words a row must hold, given their number.</param>
    /// <param name="lenient">Whether a value that is none of the field's type matches nothing, or is an error.</param>
    public static RowSet Words(SegmentSearch segment, FieldMapping field, string text, Func<int, int> minimum, bool lenient)
    {
        if (field.Type != FieldType.Text)
        {
            return Whole(segment, field, text, lenient);
        }

        var words = Analyse(text).Distinct(StringComparer.Ordinal).ToList();
        if (words.Count == 0 || segment.Segment.GetText(field.Path) is not { } index)
        {
            return segment.NoRows();
        }

        return MinimumShouldMatch.AtLeast(minimum(words.Count), [.. words.Select(word => RowsOf(segment, index, word))], segment);
    }

    /// <summary>The rows whose text holds the words next to each other and in this order, or with up to <paramref name="slop"/> moves.</summary>
    public static RowSet Phrase(SegmentSearch segment, FieldMapping field, string text, int slop, bool lenient)
    {
        if (field.Type != FieldType.Text)
        {
            return Whole(segment, field, text, lenient);
        }

        var words = Analyse(text);
        var rows = segment.NoRows();
        if (words.Count == 0 || segment.Segment.GetText(field.Path) is not { } index)
        {
            return rows;
        }

        var ordinals = words.Select(word => index.Terms.IndexOf(TermScan.ToBytes(word))).ToArray();
        if (Array.IndexOf(ordinals, -1) >= 0)
        {
            return rows;
        }

        index.AddRows([ordinals[0]], rows);
        foreach (var ordinal in ordinals.Skip(1).Distinct())
        {
            var other = segment.NoRows();
            index.AddRows([ordinal], other);
            rows.And(other);
        }

        return ordinals.Length == 1 || rows.IsEmpty() ? rows : PhrasePositions.Filter(index, ordinals, slop, rows);
    }

    /// <summary>The words of a text as the index has them.</summary>
    public static List<string> Analyse(string text)
    {
        var words = new List<string>();
        var analyzer = new StandardAnalyzer(TermScan.ToBytes(text), stackalloc byte[StandardAnalyzer.MaxTokenBytes]);
        while (analyzer.MoveNext())
        {
            words.Add(Encoding.UTF8.GetString(analyzer.Current));
        }

        return words;
    }

    private static RowSet Whole(SegmentSearch segment, FieldMapping field, string text, bool lenient)
    {
        var rows = segment.NoRows();
        TermMatch.Add(segment, field, [text], lenient, rows);
        return rows;
    }

    private static RowSet RowsOf(SegmentSearch segment, TextIndex index, string word)
    {
        var rows = segment.NoRows();
        var ordinal = index.Terms.IndexOf(TermScan.ToBytes(word));
        if (ordinal >= 0)
        {
            index.AddRows([ordinal], rows);
        }

        return rows;
    }
}
