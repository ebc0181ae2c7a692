using System.Collections.Frozen;
using El4k.Store.Io;

namespace El4k.Store.Mapping;

/// <summary>The fields of an index at one moment.</summary>
/// <remarks>Immutable; safe for any number of threads.</remarks>
internal sealed class IndexMapping
{
    /// <summary>A mapping without fields that maps new ones dynamically.</summary>
    public static readonly IndexMapping Empty = new([], [], new MappingSettings());

    private readonly FrozenDictionary<string, FieldMapping> _fields;
    private readonly FrozenDictionary<string, ObjectMapping> _objects;

    /// <summary>Makes a mapping of <paramref name="fields"/> without sub-fields, which come with their owners.</summary>
    public IndexMapping(IEnumerable<FieldMapping> fields, IEnumerable<ObjectMapping> objects, MappingSettings settings)
    {
        Settings = settings;
        Fields = [.. fields.OrderBy(field => field.Path, StringComparer.Ordinal)];
        _fields = Fields.Concat(Fields.SelectMany(field => field.SubFields)).ToFrozenDictionary(field => field.Path, StringComparer.Ordinal);
        _objects = objects.ToFrozenDictionary(item => item.Path, StringComparer.Ordinal);
    }

    /// <summary>What holds for the whole index.</summary>
    public MappingSettings Settings { get; }

    /// <summary>The fields that documents have, ascending by path; sub-fields hang on them.</summary>
    public IReadOnlyList<FieldMapping> Fields { get; }

    /// <summary>Fields and sub-fields, in no special order.</summary>
    public IEnumerable<FieldMapping> All => _fields.Values;

    /// <summary>Objects that the mapping names; most objects are only implied by the paths of fields.</summary>
    public IEnumerable<ObjectMapping> Objects => _objects.Values;

    /// <summary>The field or sub-field at a path, or null.</summary>
    public FieldMapping? Find(string path) => _fields.GetValueOrDefault(path);

    /// <summary>The object that the mapping names at a path, or null.</summary>
    public ObjectMapping? FindObject(string path) => _objects.GetValueOrDefault(path);

    /// <summary>
    /// The field whose column holds values for a path, for sorting and aggregating: the path itself, or for text its first
    /// <c>keyword</c> sub-field. Null if there is none.
    /// </summary>
    public FieldMapping? FindAggregatable(string path)
    {
        var field = Find(path);
        return field is { Type: FieldType.Text }
            ? field.SubFields.FirstOrDefault(sub => sub.Type == FieldType.Keyword)
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
