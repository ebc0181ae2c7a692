using El4k.Store.Io;
using El4k.Store.Postings;

namespace El4k.Store.Search.Matching;

/// <summary>Decides by word positions which rows hold a phrase.</summary>
/// <remarks>
/// Each word's position less its place in the phrase is the same number for all words of an exact match. With slop, the largest
/// and the least of these numbers may differ by it.
/// </remarks>
internal static class PhrasePositions
{
    /// <param name="index">The text index.</param>
    /// <param name="ordinals">The phrase, a term for each place.</param>
    /// <param name="slop">How far words may be moved.</param>
    /// <param name="candidates">Rows that hold all the words.</param>
    public static RowSet Filter(TextIndex index, int[] ordinals, int slop, RowSet candidates)
    {
        var found = new RowSet(candidates.RowCount);
        var places = new List<long>[ordinals.Length];
        for (var place = 0; place < ordinals.Length; place++)
        {
            // A word that stands twice in the phrase is read once.
            var same = Array.IndexOf(ordinals, ordinals[place], 0, place);
            places[place] = same >= 0 ? places[same] : [];
            if (same < 0)
            {
                index.ReadPositions(ordinals[place], candidates, places[place]);
            }
        }

        var cursors = new int[ordinals.Length];
        for (var row = candidates.NextFrom(0); row >= 0; row = candidates.NextFrom(row + 1))
        {
            if (HoldsPhrase(places, cursors, row, slop))
            {
                found.Add(row);
            }
        }

        return found;
    }

    /// <summary>Moves the word that lies furthest back until all lie together or one has no position left in the row.</summary>
    private static bool HoldsPhrase(List<long>[] places, int[] cursors, int row, int slop)
    {
        var end = ((long)row + 1) << 32;
        for (var place = 0; place < places.Length; place++)
        {
            while (cursors[place] < places[place].Count && places[place][cursors[place]] < (long)row << 32)
            {
                cursors[place]++;
            }
        }

        while (true)
        {
            var (least, most, leastPlace) = (long.MaxValue, long.MinValue, -1);
            for (var place = 0; place < places.Length; place++)
            {
                if (cursors[place] == places[place].Count || places[place][cursors[place]] >= end)
                {
                    return false;
                }

                var shifted = places[place][cursors[place]] - place;
                most = Math.Max(most, shifted);
                if (shifted < least)
                {
                    (least, leastPlace) = (shifted, place);
                }
            }

            if (most - least <= slop && AreDistinct(places, cursors))
            {
                return true;
            }

            cursors[leastPlace]++;
        }
    }

    /// <summary>Whether no two words of the phrase lie on one position, as a repeated word might with slop.</summary>
    private static bool AreDistinct(List<long>[] places, int[] cursors)
    {
        for (var place = 1; place < places.Length; place++)
        {
            for (var other = 0; other < place; other++)
            {
                if (ReferenceEquals(places[place], places[other]) && cursors[place] == cursors[other])
                {
                    return false;
                }
            }
        }

        return true;
    }
}
