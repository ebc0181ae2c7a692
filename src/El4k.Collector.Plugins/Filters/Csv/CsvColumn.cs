using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Csv;

/// <summary>Where the values of a column go, and what they become.</summary>
internal sealed record CsvColumn(FieldReference Field, CsvConvertType? Type);
