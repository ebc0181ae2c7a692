using System.Buffers.Text;

namespace El4k.Store.Mapping;

/// <summary>The mapping that a field gets from its first value.</summary>
internal static class DynamicFields
{
    /// <summary>Longest string, in characters, that the <c>keyword</c> sub-field of a dynamic text field keeps.</summary>
    public const int IgnoreAbove = 256;

    /// <summary>Whole numbers.</summary>
    public static FieldMapping Long(string path) => new() { Path = path, Type = FieldType.Long, TypeName = "long" };

    /// <summary>Fractions. Named <c>float</c> as in Elasticsearch, kept in 64 bits.</summary>
    public static FieldMapping Float(string path) => new() { Path = path, Type = FieldType.Double, TypeName = "float" };

    /// <summary>True and false.</summary>
    public static FieldMapping Boolean(string path) => new() { Path = path, Type = FieldType.Boolean, TypeName = "boolean" };

    /// <summary>Points in time.</summary>
    public static FieldMapping Date(string path) => new() { Path = path, Type = FieldType.Date, TypeName = "date" };

    /// <summary>Text with a <c>keyword</c> sub-field.</summary>
    public static FieldMapping Text(string path) => new()
    {
        Path = path,
        Type = FieldType.Text,
        TypeName = "text",
        SubFields = [new() { Path = path + ".keyword", Type = FieldType.Keyword, TypeName = "keyword", IsSubField = true, IgnoreAbove = IgnoreAbove }],
    };

    /// <summary>What a string's look makes of it.</summary>
    public static FieldMapping ForString(string path, ReadOnlySpan<byte> value, MappingSettings settings)
    {
        if (settings.DateDetection && LooksLikeDate(value) && DateFormat.TryParse(value, out _))
        {
            return Date(path);
        }

        if (settings.NumericDetection && Utf8Parser.TryParse(value, out double _, out var used) && used == value.Length)
        {
            return Utf8Parser.TryParse(value, out long _, out used) && used == value.Length ? Long(path) : Float(path);
        }

        return Text(path);
    }

    // As in Elasticsearch: a bare year is a valid date, but a string is only taken for one if it has two separators.
    private static bool LooksLikeDate(ReadOnlySpan<byte> value) =>
        value.Length is >= 8 and <= 40 && value[0] is >= (byte)'0' and <= (byte)'9'
        && (value.Count((byte)'-') > 1 || value.Count((byte)'/') > 1 || value.Count((byte)':') > 1);
}
