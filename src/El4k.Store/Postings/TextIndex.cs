using El4k.Store.Io;

namespace El4k.Store.Postings;

/// <summary>The inverted index of one analysed text field in one segment: from each term to the rows whose text holds it.</summary>
/// <remarks>
/// Terms are what the field's analyzer made of the text (lower-cased words). Rows include deleted ones: the caller applies
/// the segment's live rows. Safe for any number of reading threads. Reading may throw <see cref="CorruptFileException"/>.
/// </remarks>
internal abstract class TextIndex
{
    /// <summary>Distance between the last position of one value of a row and the first of the next, so that no phrase spans two values.</summary>
    public const int ValueGap = 100;

    /// <summary>Rows of the segment.</summary>
    public abstract int RowCount { get; }

    /// <summary>The distinct terms; exact, prefix, wildcard and regular-expression queries all run over this dictionary.</summary>
    public abstract TermDictionary Terms { get; }

    /// <summary>Adds the rows that have a value for the field, empty text included.</summary>
    /// <param name="rows">A set over <see cref="RowCount"/> rows.</param>
    public abstract void AddPresence(RowSet rows);

    /// <summary>Adds the rows whose text holds any of the given terms.</summary>
    /// <param name="terms">Ordinals of <see cref="Terms"/>. Giving all terms of a prefix or wildcard in one call costs one pass.</param>
    /// <param name="rows">A set over <see cref="RowCount"/> rows.</param>
    public abstract void AddRows(ReadOnlySpan<int> terms, RowSet rows);

    /// <summary>Reads where a term stands in the given rows; for phrases.</summary>
    /// <param name="term">Ordinal of a term.</param>
    /// <param name="rows">Rows of interest, usually those that hold all terms of the phrase.</param>
    /// <param name="positions">
    /// Is cleared, then receives <c>row &lt;&lt; 32 | position</c> in ascending order. A two-word phrase matches where the second word's
    /// entry is the first word's plus one.
    /// </param>
    public abstract void ReadPositions(int term, RowSet rows, List<long> positions);
}
