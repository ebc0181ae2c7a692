using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Csv;

/// <summary>The options of the filter <c>csv</c>.</summary>
internal sealed record CsvFilterOptions
{
    /// <summary>The field with the row.</summary>
    /// <example>source => "message"</example>
    [Option("source")]
    public FieldReference Source { get; init; } = FieldReference.Message;

    /// <summary>The field below which the values are put; none puts them at the top.</summary>
    /// <example>target => "[order]"</example>
    [Option("target", IsAdvisedWithEcs = true)]
    public FieldReference? Target { get; init; }

    /// <summary>The names of the columns in order; a name may be a nested field.</summary>
    /// <example>columns => [ "id", "[customer][name]", "total" ]</example>
    [Option("columns")]
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What stands between values.</summary>
    /// <example>separator => ";"</example>
    [Option("separator")]
    public string Separator { get; init; } = ",";

    /// <summary>What values are quoted with; <c>\x00</c> for nothing.</summary>
    /// <example>quote_char => "'"</example>
    [Option("quote_char")]
    public string QuoteChar { get; init; } = "\"";

    /// <summary>Whether a column without a name gets one: <c>column3</c>. False drops its values.</summary>
    /// <example>autogenerate_column_names => false</example>
    [Option("autogenerate_column_names")]
    public bool AutogenerateColumnNames { get; init; } = true;

    /// <summary>Whether the names are taken from the first event, which is then dropped. Only without <c>columns</c>.</summary>
    /// <example>autodetect_column_names => true</example>
    [Option("autodetect_column_names")]
    public bool AutodetectColumnNames { get; init; }

    /// <summary>Whether an event whose values are just the names of the columns is dropped.</summary>
    /// <example>skip_header => true</example>
    [Option("skip_header")]
    public bool SkipHeader { get; init; }

    /// <summary>Whether columns without a value set no field.</summary>
    /// <example>skip_empty_columns => true</example>
    [Option("skip_empty_columns")]
    public bool SkipEmptyColumns { get; init; }

    /// <summary>Whether an empty row is tagged <c>_csvskippedemptyfield</c> instead of being a failure.</summary>
    /// <example>skip_empty_rows => true</example>
    [Option("skip_empty_rows")]
    public bool SkipEmptyRows { get; init; }

    /// <summary>Columns whose values become something else than text, by name.</summary>
    /// <example>convert => { "total" => "float" "paid" => "boolean" }</example>
    [Option("convert")]
    public OptionMap<string, CsvConvertType> Convert { get; init; } = new();
}
