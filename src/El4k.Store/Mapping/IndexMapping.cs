using System.Collections.Frozen;
using El4k.Store.Io;

namespace El4k.Store.Mapping;

/// <summary>The fields of an index at one moment.</summary>
/// <remarks>Immutable; safe for any number of threads.</remarks>
internal sealed class IndexMapping
{
    /// <summary>A mapping without fields that maps new ones dynamically.</summary>
    public static readonly IndexMapping Empty = new([], DynamicMode.True);

    private readonly FrozenDictionary<string, FieldMapping> _fields;

    /// <summary>Makes a mapping of top-level <paramref name="fields"/>, i.e. without sub-fields, which come from their owners.</summary>
    public IndexMapping(IEnumerable<FieldMapping> fields, DynamicMode dynamic)
    {
        Dynamic = dynamic;
        Fields = [.. fields.OrderBy(field => field.Path, StringComparer.Ordinal)];
        _fields = Fields.Concat(Fields.SelectMany(field => field.SubFields)).ToFrozenDictionary(field => field.Path, StringComparer.Ordinal);
    }

    /// <summary>What happens to unknown fields.</summary>
    public DynamicMode Dynamic { get; }

    /// <summary>The fields that documents have, ascending by path; sub-fields hang on them.</summary>
    public IReadOnlyList<FieldMapping> Fields { get; }

    /// <summary>Fields and sub-fields.</summary>
    public IEnumerable<FieldMapping> All => _fields.Values;

    /// <summary>The field or sub-field at a path, or null.</summary>
    public FieldMapping? Find(string path) => _fields.GetValueOrDefault(path);

    /// <summary>
    /// The field that holds whole strings for a path, for sorting and aggregating: the path itself, or for text its <c>keyword</c> sub-field.
    /// </summary>
    public FieldMapping? FindAggregatable(string path)
    {
        var field = Find(path);
        return field is { Type: FieldType.Text }
            ? field.SubFields.FirstOrDefault(sub => sub.Type == FieldType.Keyword) ?? field
            : field;
    }

    /// <summary>Fields and sub-fields whose path matches a pattern in which <c>*</c> stands for any characters, dots included; ascending.</summary>
    public IEnumerable<FieldMapping> Match(string pattern)
    {
        if (!NamePattern.IsPattern(pattern))
        {
            return Find(pattern) is { } field ? [field] : [];
        }

        return _fields.Values
            .Where(field => NamePattern.Matches(pattern, field.Path))
            .OrderBy(field => field.Path, StringComparer.Ordinal);
    }
}
