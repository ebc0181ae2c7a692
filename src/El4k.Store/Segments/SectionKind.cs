namespace El4k.Store.Segments;

/// <summary>What a section of a segment file holds. Numbers are part of the format and are never used again for something else.</summary>
internal enum SectionKind : ushort
{
    /// <summary>Rows, sequence numbers and times of the segment.</summary>
    Info = 1,

    /// <summary>Document ids.</summary>
    Ids = 2,

    /// <summary>Sequence numbers and versions.</summary>
    Versions = 3,

    /// <summary>Where the blocks of documents are.</summary>
    SourceTable = 4,

    /// <summary>The documents, in blocks with checksums of their own.</summary>
    SourceBlocks = 5,

    /// <summary>A column of integers.</summary>
    Longs = 16,

    /// <summary>A column of floating point numbers.</summary>
    Doubles = 17,

    /// <summary>A column of booleans.</summary>
    Booleans = 18,

    /// <summary>A column of dates.</summary>
    Dates = 19,

    /// <summary>A column of strings: ordinals.</summary>
    Ordinals = 20,

    /// <summary>A column of strings: the dictionary.</summary>
    Terms = 21,

    /// <summary>A text field: the path of the column that keeps its short values, or nothing.</summary>
    TextInfo = 23,

    /// <summary>A text field: its words.</summary>
    TextTerms = 24,

    /// <summary>A text field: for each word the ordinals of short values with it.</summary>
    TextValues = 25,

    /// <summary>A text field: for each word the rows whose long values hold it.</summary>
    TextRows = 26,

    /// <summary>A text field: the rows with long values.</summary>
    LongTextRows = 27,
}
