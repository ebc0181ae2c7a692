using System.Text.Json;

namespace El4k.Explorer.Mapping;

/// <summary>The fields of one or more indices, merged by name.</summary>
internal sealed class FieldCatalog
{
    private readonly SortedDictionary<string, Field> _fields = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Field> Fields => _fields.Values;

    /// <param name="mapping">The answer of <c>GET index/_mapping</c>.</param>
    public static FieldCatalog Parse(JsonElement mapping)
    {
        var catalog = new FieldCatalog();
        foreach (var index in mapping.EnumerateObject())
        {
            if (index.Value.TryGetProperty("mappings", out var mappings) && mappings.TryGetProperty("properties", out var properties))
            {
                catalog.AddProperties("", properties);
            }
        }

        return catalog;
    }

    public Field? Find(string name) => _fields.GetValueOrDefault(name);

    /// <summary>The field with that name, or a stand-in that finds nothing where the field is unknown.</summary>
    public Field FindOrUnknown(string name) => Find(name) ?? new Field(name, FieldKind.String, "", name, IsText: false);

    /// <summary>The known name most like one that is unknown, null when none is near.</summary>
    public string? Nearest(string name)
    {
        var best = _fields.Keys
            .Select(known => (known, distance: Distance(known.ToLowerInvariant(), name.ToLowerInvariant())))
            .OrderBy(pair => pair.distance)
            .FirstOrDefault((known: "", distance: int.MaxValue));
        return best.distance <= Math.Max(1, name.Length / 4) ? best.known : null;
    }

    private void AddProperties(string prefix, JsonElement properties)
    {
        foreach (var property in properties.EnumerateObject())
        {
            var name = prefix + property.Name;
            var definition = property.Value;
            if (definition.TryGetProperty("type", out var type) && type.GetString() is { } text && text is not "object" and not "nested")
            {
                Add(name, text, definition);
            }

            if (definition.TryGetProperty("properties", out var inner))
            {
                AddProperties(name + ".", inner);
            }
        }
    }

    private void Add(string name, string type, JsonElement definition)
    {
        var isText = type is "text" or "match_only_text";
        var exact = isText ? Twin(name, definition) : name;
        var kind = KindOf(type);
        if (_fields.TryGetValue(name, out var known))
        {
            // Where indices disagree the exact name that some of them have finds more than none at all.
            var types = known.MappingType.Split('/').Contains(type) ? known.MappingType : known.MappingType + "/" + type;
            _fields[name] = known with
            {
                MappingType = types,
                Kind = known.Kind == kind ? kind : FieldKind.String,
                ExactName = known.HasTwin ? known.ExactName : exact ?? known.ExactName,
                IsText = known.IsText || isText,
            };
            return;
        }

        _fields[name] = new Field(name, kind, type, exact, isText);
    }

    private static string? Twin(string name, JsonElement definition)
    {
        if (!definition.TryGetProperty("fields", out var fields))
        {
            return null;
        }

        var twin = fields.EnumerateObject().FirstOrDefault(field => field.Value.TryGetProperty("type", out var type) && type.GetString() == "keyword");
        return twin.Value.ValueKind == JsonValueKind.Undefined ? null : $"{name}.{twin.Name}";
    }

    private static FieldKind KindOf(string type) => type switch
    {
        "text" or "match_only_text" or "keyword" or "constant_keyword" or "wildcard" or "version" or "flat_object" => FieldKind.String,
        "long" or "integer" or "short" or "byte" or "double" or "float" or "half_float" or "scaled_float" or "unsigned_long" => FieldKind.Number,
        "boolean" => FieldKind.Boolean,
        "date" or "date_nanos" => FieldKind.Date,
        "ip" => FieldKind.Ip,
        _ => FieldKind.Other,
    };

    // Levenshtein's distance, two rows at a time.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[b.Length];
    }
}
