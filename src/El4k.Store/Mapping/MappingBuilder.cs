using El4k.Store.Errors;

namespace El4k.Store.Mapping;

/// <summary>The mapping of an index as it grows. Used under the index's write lock.</summary>
internal sealed class MappingBuilder
{
    private readonly Dictionary<string, FieldMapping> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectMapping> _objects = new(StringComparer.Ordinal);
    private IndexMapping? _built;

    /// <summary>Goes on from a mapping.</summary>
    public MappingBuilder(IndexMapping mapping)
    {
        Settings = mapping.Settings;
        foreach (var field in mapping.Fields)
        {
            _fields.Add(field.Path, field);
        }

        foreach (var item in mapping.Objects)
        {
            _objects.Add(item.Path, item);
        }

        _built = mapping;
    }

    /// <summary>What holds for the whole index.</summary>
    public MappingSettings Settings { get; private set; }

    /// <summary>Number of fields, sub-fields not counted.</summary>
    public int FieldCount => _fields.Count;

    /// <summary>The field at a path, or null; sub-fields are not found.</summary>
    public FieldMapping? Find(string path) => _fields.GetValueOrDefault(path);

    /// <summary>The named object at a path, or null.</summary>
    public ObjectMapping? FindObject(string path) => _objects.GetValueOrDefault(path);

    /// <summary>What happens to an unknown field at <paramref name="path"/>: the nearest object around it that says so decides.</summary>
    public DynamicMode DynamicAt(string path)
    {
        if (_objects.Count > 0)
        {
            for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
            {
                if (FindObject(path[..dot])?.Dynamic is { } mode)
                {
                    return mode;
                }
            }
        }

        return Settings.Dynamic;
    }

    /// <summary>Adds a dynamically mapped field.</summary>
    public void Add(FieldMapping field)
    {
        _fields.Add(field.Path, field);
        _built = null;
    }

    /// <summary>Adds what a request or template says to what is there.</summary>
    /// <exception cref="StoreException"><c>illegal_argument_exception</c> when a field would change its type; nothing is then changed.</exception>
    public void Merge(IndexMapping update, bool settingsGiven)
    {
        foreach (var field in update.Fields)
        {
            if (_fields.TryGetValue(field.Path, out var existing) && !CanBecome(existing, field))
            {
                throw StoreErrors.IllegalArgument(
                    $"mapper [{field.Path}] cannot be changed from type [{existing.TypeName}] to [{field.TypeName}]");
            }
        }

        foreach (var field in update.Fields)
        {
            _fields[field.Path] = _fields.TryGetValue(field.Path, out var existing)
                ? field with { SubFields = [.. field.SubFields.UnionBy(existing.SubFields, sub => sub.Path)] }
                : field;
        }

        foreach (var item in update.Objects)
        {
            _objects[item.Path] = item with { Dynamic = item.Dynamic ?? FindObject(item.Path)?.Dynamic };
        }

        Settings = settingsGiven ? update.Settings : Settings;
        _built = null;
    }

    /// <summary>The mapping as it is now.</summary>
    public IndexMapping ToMapping() => _built ??= new IndexMapping(_fields.Values, _objects.Values, Settings);

    private static bool CanBecome(FieldMapping existing, FieldMapping update) =>
        existing.TypeName == update.TypeName || (!existing.IsExplicit && existing.Type == update.Type);
}
