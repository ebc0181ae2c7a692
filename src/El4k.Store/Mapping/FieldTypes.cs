using System.Collections.Frozen;

namespace El4k.Store.Mapping;

/// <summary>Elasticsearch's type names, and what the store makes of them.</summary>
internal static class FieldTypes
{
    private static readonly FrozenDictionary<string, FieldType> ByName = new Dictionary<string, FieldType>
    {
        ["text"] = FieldType.Text,
        ["match_only_text"] = FieldType.Text,
        ["keyword"] = FieldType.Keyword,
        ["constant_keyword"] = FieldType.Keyword,
        ["wildcard"] = FieldType.Keyword,
        ["ip"] = FieldType.Keyword,
        ["version"] = FieldType.Keyword,
        ["long"] = FieldType.Long,
        ["integer"] = FieldType.Long,
        ["short"] = FieldType.Long,
        ["byte"] = FieldType.Long,
        ["unsigned_long"] = FieldType.Long,
        ["double"] = FieldType.Double,
        ["float"] = FieldType.Double,
        ["half_float"] = FieldType.Double,
        ["scaled_float"] = FieldType.Double,
        ["boolean"] = FieldType.Boolean,
        ["date"] = FieldType.Date,
        ["date_nanos"] = FieldType.Date,
        ["geo_point"] = FieldType.Unindexed,
        ["geo_shape"] = FieldType.Unindexed,
        ["binary"] = FieldType.Unindexed,
        ["integer_range"] = FieldType.Unindexed,
        ["long_range"] = FieldType.Unindexed,
        ["double_range"] = FieldType.Unindexed,
        ["float_range"] = FieldType.Unindexed,
        ["date_range"] = FieldType.Unindexed,
        ["ip_range"] = FieldType.Unindexed,
    }.ToFrozenDictionary();

    /// <summary>The type for a name, or null if there is none.</summary>
    public static FieldType? Find(string name) => ByName.TryGetValue(name, out var type) ? type : null;

    /// <summary>Least and greatest value of an integer type.</summary>
    public static (long Min, long Max) RangeOf(string name) => name switch
    {
        "integer" => (int.MinValue, int.MaxValue),
        "short" => (short.MinValue, short.MaxValue),
        "byte" => (sbyte.MinValue, sbyte.MaxValue),
        "unsigned_long" => (0, long.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };
}
