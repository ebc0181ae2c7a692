using System.Collections.Frozen;
using System.Text.Json;
using El4k.Store.Errors;

namespace El4k.Store.Mapping;

/// <summary>Reads a mapping as requests give it: <c>{"dynamic": ..., "properties": {...}}</c>.</summary>
internal static class MappingParser
{
    // Accepted and shown, without effect: how fields are stored is the store's own affair.
    private static readonly FrozenSet<string> Neutral = new[]
    {
        "index", "doc_values", "store", "norms", "similarity", "index_options", "eager_global_ordinals", "fielddata", "coerce", "meta", "boost",
        "analyzer", "search_analyzer", "term_vector", "position_increment_gap", "split_queries_on_whitespace", "scaling_factor",
        "time_series_dimension", "time_series_metric", "ignore_z_value", "index_prefixes", "index_phrases", "locale", "value", "depth_limit",
        "include_in_parent", "include_in_root", "subobjects",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> NeutralRoot = new[]
    {
        "_source", "_routing", "_meta", "_data_stream_timestamp", "_size", "_field_names", "_all", "dynamic_date_formats", "runtime", "subobjects",
    }.ToFrozenSet();

    // All of these are read by DateFormat, whichever of them the field names; epoch_second changes what a number means.
    private static readonly FrozenSet<string> DateFormats = new[]
    {
        "strict_date_optional_time", "strict_date_optional_time_nanos", "date_optional_time", "epoch_millis", "epoch_second", "iso8601",
        "strict_date_time", "date_time", "strict_date_time_no_millis", "date_time_no_millis", "strict_date", "date",
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.SSS", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSS",
        "yyyy-MM-dd'T'HH:mm:ssZ", "yyyy-MM-dd'T'HH:mm:ss.SSSZ", "yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        "yyyy/MM/dd", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd Z", "yyyy/MM/dd HH:mm:ss Z",
    }.ToFrozenSet();

    /// <summary>Parses a mapping.</summary>
    /// <param name="mapping">The object, or an undefined element for none.</param>
    /// <param name="isExplicit">Whether values that do not fit are to be refused; false when an own manifest is read back.</param>
    /// <param name="settingsGiven">Whether the mapping says anything about how new fields are mapped.</param>
    /// <exception cref="StoreException"><c>mapper_parsing_exception</c>, naming the field.</exception>
    public static IndexMapping Parse(JsonElement mapping, bool isExplicit, out bool settingsGiven)
    {
        settingsGiven = false;
        if (mapping.ValueKind == JsonValueKind.Undefined)
        {
            return IndexMapping.Empty;
        }

        if (mapping.ValueKind != JsonValueKind.Object)
        {
            throw StoreErrors.MapperParsing("Expected a mapping: an object with [properties]");
        }

        var target = new Target(isExplicit);
        var settings = new MappingSettings();
        foreach (var property in mapping.EnumerateObject())
        {
            switch (property.Name)
            {
                case "properties":
                    ParseProperties(property.Value, "", target);
                    break;
                case "dynamic":
                    settings = settings with { Dynamic = ParseDynamic(property.Value, "_doc") };
                    settingsGiven = true;
                    break;
                case "date_detection":
                    settings = settings with { DateDetection = ParseBoolean(property.Value, "date_detection") };
                    settingsGiven = true;
                    break;
                case "numeric_detection":
                    settings = settings with { NumericDetection = ParseBoolean(property.Value, "numeric_detection") };
                    settingsGiven = true;
                    break;
                case "dynamic_templates" when property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() == 0:
                    break;
                case "dynamic_templates":
                    throw StoreErrors.MapperParsing("[dynamic_templates] are not supported yet: list the fields under [properties]");
                default:
                    if (!NeutralRoot.Contains(property.Name))
                    {
                        throw StoreErrors.MapperParsing(
                            $"Root mapping definition has unsupported parameters:  [{property.Name} : {property.Value.GetRawText()}]");
                    }

                    break;
            }
        }

        return new IndexMapping(target.Fields.Values, target.Objects, settings);
    }

    private static void ParseProperties(JsonElement properties, string prefix, Target target)
    {
        if (properties.ValueKind != JsonValueKind.Object)
        {
            throw StoreErrors.MapperParsing($"Expected map for property [properties] on field [{prefix.TrimEnd('.')}]");
        }

        foreach (var property in properties.EnumerateObject())
        {
            if (property.Name.Length == 0 || property.Value.ValueKind != JsonValueKind.Object)
            {
                throw StoreErrors.MapperParsing($"Expected map for property [fields] on field [{prefix}{property.Name}]: an object with [type]");
            }

            ParseProperty(property.Value, prefix + property.Name, target);
        }
    }

    private static void ParseProperty(JsonElement body, string path, Target target)
    {
        var typeName = body.TryGetProperty("type", out var type) ? type.GetString() ?? "" : "object";
        if (typeName is "object" or "nested" or "flattened" or "flat_object")
        {
            ParseObject(body, path, typeName, target);
            return;
        }

        target.Fields[path] = ParseField(body, path, typeName, isSubField: false, target.IsExplicit);
    }

    private static void ParseObject(JsonElement body, string path, string typeName, Target target)
    {
        DynamicMode? dynamic = null;
        var enabled = true;
        foreach (var parameter in body.EnumerateObject())
        {
            switch (parameter.Name)
            {
                case "type":
                    break;
                case "properties":
                    ParseProperties(parameter.Value, path + ".", target);
                    break;
                case "dynamic":
                    dynamic = ParseDynamic(parameter.Value, path);
                    break;
                case "enabled":
                    enabled = ParseBoolean(parameter.Value, path + ".enabled");
                    break;
                default:
                    if (!Neutral.Contains(parameter.Name) && parameter.Name != "ignore_above")
                    {
                        throw UnknownParameter(parameter.Name, path, typeName);
                    }

                    break;
            }
        }

        target.Objects.Add(new ObjectMapping(path, dynamic, enabled, typeName));
    }

    private static FieldMapping ParseField(JsonElement body, string path, string typeName, bool isSubField, bool isExplicit)
    {
        var kind = FieldTypes.Find(typeName)
            ?? throw StoreErrors.MapperParsing($"No handler for type [{typeName}] declared on field [{path[(path.LastIndexOf('.') + 1)..]}]");
        var field = new FieldMapping { Path = path, Type = kind, TypeName = typeName, IsExplicit = isExplicit, IsSubField = isSubField };
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var parameter in body.EnumerateObject())
        {
            switch (parameter.Name)
            {
                case "type":
                    break;
                case "ignore_above":
                    field = field with { IgnoreAbove = parameter.Value.TryGetInt32(out var limit) ? limit : throw BadValue("ignore_above", path) };
                    break;
                case "ignore_malformed":
                    field = field with { IgnoreMalformed = ParseBoolean(parameter.Value, path + ".ignore_malformed") };
                    break;
                case "format":
                    field = field with { Format = ParseFormat(parameter.Value, path) };
                    break;
                case "fields":
                    field = field with { SubFields = ParseSubFields(parameter.Value, path, isExplicit) };
                    break;
                default:
                    if (!Neutral.Contains(parameter.Name))
                    {
                        throw UnknownParameter(parameter.Name, path, typeName);
                    }

                    parameters.Add(new(parameter.Name, parameter.Value.GetRawText()));
                    break;
            }
        }

        return parameters.Count == 0 ? field : field with { Parameters = parameters };
    }

    private static List<FieldMapping> ParseSubFields(JsonElement body, string path, bool isExplicit)
    {
        var fields = new List<FieldMapping>();
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw BadValue("fields", path);
        }

        foreach (var property in body.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Object || !property.Value.TryGetProperty("type", out var type))
            {
                throw StoreErrors.MapperParsing($"no type specified for property [{property.Name}] of field [{path}]");
            }

            fields.Add(ParseField(property.Value, $"{path}.{property.Name}", type.GetString() ?? "", isSubField: true, isExplicit));
        }

        return fields;
    }

    private static DynamicMode ParseDynamic(JsonElement value, string path) =>
        (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()) switch
        {
            "true" or "runtime" => DynamicMode.True,
            "false" => DynamicMode.False,
            "strict" => DynamicMode.Strict,
            _ => throw BadValue("dynamic", path),
        };

    private static bool ParseBoolean(JsonElement value, string name) =>
        (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()) switch
        {
            "true" => true,
            "false" => false,
            var other => throw StoreErrors.MapperParsing($"Failed to parse value [{other}] of [{name}] as only [true] or [false] are allowed."),
        };

    private static string ParseFormat(JsonElement value, string path)
    {
        var format = value.GetString() ?? throw BadValue("format", path);
        foreach (var part in format.Split("||"))
        {
            if (!DateFormats.Contains(part))
            {
                throw StoreErrors.MapperParsing(
                    $"date format [{part}] of field [{path}] is not supported; use strict_date_optional_time, epoch_millis, epoch_second or a yyyy-MM-dd form");
            }
        }

        return format;
    }

    private static StoreException UnknownParameter(string name, string path, string typeName) =>
        StoreErrors.MapperParsing($"unknown or unsupported parameter [{name}] on mapper [{path}] of type [{typeName}]");

    private static StoreException BadValue(string name, string path) =>
        StoreErrors.MapperParsing($"Failed to parse mapping: bad value of [{name}] on [{path}]");

    private sealed record Target(bool IsExplicit)
    {
        public Dictionary<string, FieldMapping> Fields { get; } = new(StringComparer.Ordinal);

        public List<ObjectMapping> Objects { get; } = [];
    }
}
