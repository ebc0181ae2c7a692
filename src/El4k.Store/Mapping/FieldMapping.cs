using El4k.Store.Columns;

namespace El4k.Store.Mapping;

/// <summary>What the index knows of one field.</summary>
/// <remarks>Immutable.</remarks>
internal sealed record FieldMapping
{
    /// <summary>The full dotted path, for a sub-field including its own name: <c>message.keyword</c>.</summary>
    public required string Path { get; init; }

    /// <summary>How values are read and kept.</summary>
    public required FieldType Type { get; init; }

    /// <summary>The type's name as the mapping spells it (<c>float</c>, <c>integer</c>, <c>ip</c>, ...), for answers.</summary>
    public required string TypeName { get; init; }

    /// <summary>Whether a person or template gave the mapping. A value that does not fit is then refused; otherwise kept in an alternate column.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>Whether the path is a sub-field (<c>f.keyword</c>), which has no values of its own in documents.</summary>
    public bool IsSubField { get; init; }

    /// <summary>For <see cref="FieldType.Keyword"/>: longer strings, in characters, are not kept in the column. Null is no limit.</summary>
    public int? IgnoreAbove { get; init; }

    /// <summary>Whether a value that does not fit an explicit mapping is skipped instead of refusing the document.</summary>
    public bool IgnoreMalformed { get; init; }

    /// <summary>For <see cref="FieldType.Date"/>: the format as written, or null for the default.</summary>
    public string? Format { get; init; }

    /// <summary>Further parameters as they were given, name and JSON text; shown in answers, without effect.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>The sub-fields by full path, e.g. the <c>keyword</c> twin of a text field.</summary>
    public IReadOnlyList<FieldMapping> SubFields { get; init; } = [];

    /// <summary>The type of the column that holds values of this field, or null for text, which has an inverted index instead.</summary>
    public ColumnType? ColumnType => Type switch
    {
        FieldType.Keyword => Columns.ColumnType.Keyword,
        FieldType.Long => Columns.ColumnType.Long,
        FieldType.Double => Columns.ColumnType.Double,
        FieldType.Boolean => Columns.ColumnType.Boolean,
        FieldType.Date => Columns.ColumnType.Date,
        _ => null,
    };
}
