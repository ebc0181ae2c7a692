using System.Text;
using El4k.Store.Io;

namespace El4k.Store.Search.Matching;

/// <summary>Finds the ordinals of a dictionary whose terms meet a condition.</summary>
internal static class TermScan
{
    public static byte[] ToBytes(string term) => Encoding.UTF8.GetBytes(term);

    /// <summary>The ordinals of the terms that are in the dictionary.</summary>
    public static RowSet Exact(TermDictionary terms, IEnumerable<string> values)
    {
        var found = new RowSet(terms.Count);
        foreach (var value in values)
        {
            var ordinal = terms.IndexOf(ToBytes(value));
            if (ordinal >= 0)
            {
                found.Add(ordinal);
            }
        }

        return found;
    }

    /// <summary>The ordinals of the terms that fit a pattern.</summary>
    public static RowSet Matching(TermDictionary terms, TermPattern pattern, CancellationToken cancellation)
    {
        var found = new RowSet(terms.Count);
        var (start, end) = terms.IsSorted && pattern.Prefix.Length > 0
            ? terms.PrefixRange(ToBytes(pattern.Prefix))
            : (0, terms.Count);
        if (terms.IsSorted && pattern.IsPrefixOnly)
        {
            found.AddRange(start, end);
            return found;
        }

        var scratch = Array.Empty<byte>();
        var chars = new char[256];
        for (var ordinal = start; ordinal < end; ordinal++)
        {
            if ((ordinal & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var term = terms.GetTerm(ordinal, ref scratch);
            if (chars.Length < term.Length)
            {
                chars = new char[term.Length * 2];
            }

            if (pattern.IsMatch(chars.AsSpan(0, Encoding.UTF8.GetChars(term, chars))))
            {
                found.Add(ordinal);
            }
        }

        return found;
    }

    /// <summary>The ordinals of the terms between two bounds, compared by their bytes.</summary>
    public static RowSet Between(TermDictionary terms, RangeBounds bounds)
    {
        var found = new RowSet(terms.Count);
        var from = bounds.From is null ? null : ToBytes(bounds.From);
        var to = bounds.To is null ? null : ToBytes(bounds.To);
        if (terms.IsSorted)
        {
            var start = from is null ? 0 : Bound(terms, from, after: !bounds.IncludesFrom);
            var end = to is null ? terms.Count : Bound(terms, to, after: bounds.IncludesTo);
            found.AddRange(start, Math.Max(start, end));
            return found;
        }

        var scratch = Array.Empty<byte>();
        for (var ordinal = 0; ordinal < terms.Count; ordinal++)
        {
            var term = terms.GetTerm(ordinal, ref scratch);
            var aboveFrom = from is null || term.SequenceCompareTo(from) is var low && (low > 0 || (low == 0 && bounds.IncludesFrom));
            var belowTo = to is null || term.SequenceCompareTo(to) is var high && (high < 0 || (high == 0 && bounds.IncludesTo));
            if (aboveFrom && belowTo)
            {
                found.Add(ordinal);
            }
        }

        return found;
    }

    /// <summary>The ordinals of a set, as a list.</summary>
    public static int[] ToArray(RowSet ordinals)
    {
        var list = new int[ordinals.Count()];
        var next = 0;
        for (var ordinal = ordinals.NextFrom(0); ordinal >= 0; ordinal = ordinals.NextFrom(ordinal + 1))
        {
            list[next++] = ordinal;
        }

        return list;
    }

    private static int Bound(TermDictionary terms, byte[] term, bool after)
    {
        var ordinal = terms.LowerBound(term);
        return after && terms.IndexOf(term) == ordinal && ordinal < terms.Count ? ordinal + 1 : ordinal;
    }
}
