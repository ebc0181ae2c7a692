using System.Collections.Concurrent;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Csv;

/// <summary>The columns of rows, by place. Safe for all threads.</summary>
internal sealed class CsvColumns
{
    private readonly CsvFilterOptions _options;
    private readonly FieldEscapeStyle _escapes;
    private readonly Dictionary<string, CsvConvertType> _types;
    private readonly CsvColumn?[] _named;

    // As many as a row may have values.
    private readonly ConcurrentDictionary<int, CsvColumn> _generated = new();

    /// <param name="names">The names in order; null for a column without one.</param>
    /// <param name="options">The options.</param>
    /// <param name="escapes">How brackets are written in the names.</param>
    public CsvColumns(IReadOnlyList<string?> names, CsvFilterOptions options, FieldEscapeStyle escapes)
    {
        Names = names;
        _options = options;
        _escapes = escapes;
        _types = options.Convert.ToDictionary(pair => pair.Key, pair => pair.Value);
        _named = [.. names.Select(name => name is null ? null : Create(name))];
    }

    /// <summary>The names in order; null for a column without one.</summary>
    public IReadOnlyList<string?> Names { get; }

    /// <summary>The column in this place; null if its values are dropped.</summary>
    public CsvColumn? this[int index]
    {
        get
        {
            if (index < _named.Length && _named[index] is { } named)
            {
                return named;
            }

            return _options.AutogenerateColumnNames ? _generated.GetOrAdd(index, i => Create($"column{i + 1}")) : null;
        }
    }

    private CsvColumn Create(string name)
    {
        var field = (name.StartsWith('[') || _escapes != FieldEscapeStyle.None) && FieldReference.TryParse(name, _escapes, out var read, out _) ? read : FieldReference.TopLevel(name);
        if (_options.Target is { } target)
        {
            foreach (var below in field.Names)
            {
                target = target.Child(below);
            }

            field = target;
        }

        return new CsvColumn(field, _types.TryGetValue(name, out var type) ? type : null);
    }
}
