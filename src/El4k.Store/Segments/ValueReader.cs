using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using El4k.Store.Errors;
using El4k.Store.Mapping;

namespace El4k.Store.Segments;

/// <summary>Turns one JSON value into a value of its field's type, or else of its own.</summary>
internal sealed class ValueReader
{
    private byte[] _unescaped = new byte[1024];
    private int _used;

    /// <summary>Forgets the strings of the document before.</summary>
    public void Reset() => _used = 0;

    /// <summary>Bytes of a string that had escapes.</summary>
    public ReadOnlySpan<byte> Unescaped(int start, int length) => _unescaped.AsSpan(start, length);

    /// <summary>The mapping of a field whose first value the reader stands on.</summary>
    public static FieldMapping MapDynamically(ref Utf8JsonReader reader, string path, MappingSettings settings) => reader.TokenType switch
    {
        JsonTokenType.True or JsonTokenType.False => DynamicFields.Boolean(path),
        JsonTokenType.Number => reader.TryGetInt64(out _) ? DynamicFields.Long(path) : DynamicFields.Float(path),
        _ => DynamicFields.ForString(path, reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan, settings),
    };

    /// <summary>Reads the value that the reader stands on.</summary>
    /// <param name="reader">Stands on a string, number, true or false.</param>
    /// <param name="field">Has a mapping.</param>
    /// <param name="value">The value in the field's type; when it does not fit, in its own.</param>
    /// <returns>Whether the value fits the field's type.</returns>
    public bool TryRead(ref Utf8JsonReader reader, DocumentField field, out ParsedValue value)
    {
        var mapping = field.Mapping!;
        switch (mapping.Type)
        {
            case FieldType.Text or FieldType.Keyword:
                value = AsString(ref reader, field);
                return true;
            case FieldType.Long:
                return TryReadLong(ref reader, field, mapping, out value);
            case FieldType.Double:
                return TryReadDouble(ref reader, field, out value);
            case FieldType.Boolean:
                return TryReadBoolean(ref reader, field, out value);
            default:
                return TryReadDate(ref reader, field, mapping, out value);
        }
    }

    /// <summary>The error for a value that does not fit an explicit mapping.</summary>
    public static StoreException Malformed(ref Utf8JsonReader reader, FieldMapping mapping)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
        var shown = text.Length > 100 ? text[..100] + "..." : text;
        var cause = new StoreException("illegal_argument_exception", 400, mapping.Type == FieldType.Date
            ? $"failed to parse date field [{shown}] with format [{mapping.Format ?? "strict_date_optional_time||epoch_millis"}]"
            : $"For input string: \"{shown}\"");
        return StoreErrors.MapperParsing($"failed to parse field [{mapping.Path}] of type [{mapping.TypeName}] in document. Preview of field's value: '{shown}'", cause);
    }

    private bool TryReadLong(ref Utf8JsonReader reader, DocumentField field, FieldMapping mapping, out ParsedValue value)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
        {
            value = new ParsedValue(field, ValueKind.Long, number, 0, 0, false);
            return InRange(number, mapping);
        }

        if (!TryGetDouble(ref reader, out var fraction))
        {
            value = AsItself(ref reader, field);
            return false;
        }

        if (reader.TokenType == JsonTokenType.String && TryParseLong(reader.ValueSpan, out number))
        {
            value = new ParsedValue(field, ValueKind.Long, number, 0, 0, false);
            return InRange(number, mapping);
        }

        // An explicit integer field cuts fractions off, as in Elasticsearch; a dynamic one keeps them in a column of their own.
        var isExact = fraction == Math.Truncate(fraction) && Math.Abs(fraction) < 9.2e18;
        if (isExact || (mapping.IsExplicit && Math.Abs(fraction) < 9.2e18))
        {
            value = new ParsedValue(field, ValueKind.Long, (long)fraction, 0, 0, false);
            return InRange((long)fraction, mapping);
        }

        value = OfDouble(field, fraction);
        return false;
    }

    private static bool InRange(long number, FieldMapping mapping)
    {
        if (mapping.TypeName == "long")
        {
            return true;
        }

        var (min, max) = FieldTypes.RangeOf(mapping.TypeName);
        return number >= min && number <= max;
    }

    private bool TryReadDouble(ref Utf8JsonReader reader, DocumentField field, out ParsedValue value)
    {
        if (TryGetDouble(ref reader, out var number))
        {
            value = OfDouble(field, number);
            return true;
        }

        value = AsItself(ref reader, field);
        return false;
    }

    private bool TryReadBoolean(ref Utf8JsonReader reader, DocumentField field, out ParsedValue value)
    {
        value = AsItself(ref reader, field);
        if (value.Kind != ValueKind.String)
        {
            return value.Kind == ValueKind.Boolean;
        }

        var isTrue = reader.ValueTextEquals("true"u8);
        if (!isTrue && !reader.ValueTextEquals("false"u8) && !reader.ValueTextEquals(""u8))
        {
            return false;
        }

        value = new ParsedValue(field, ValueKind.Boolean, isTrue ? 1 : 0, 0, 0, false);
        return true;
    }

    private bool TryReadDate(ref Utf8JsonReader reader, DocumentField field, FieldMapping mapping, out ParsedValue value)
    {
        value = default;
        var inSeconds = mapping.Format?.Contains("epoch_second", StringComparison.Ordinal) == true;
        if (reader.TokenType == JsonTokenType.Number && TryGetDouble(ref reader, out var number) && Math.Abs(number) < 9e15)
        {
            var milliseconds = inSeconds ? (long)(number * 1000) : reader.TryGetInt64(out var whole) ? whole : (long)Math.Floor(number);
            value = new ParsedValue(field, ValueKind.Date, milliseconds, 0, 0, false);
            return true;
        }

        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && DateFormat.TryParse(reader.ValueSpan, out var date))
        {
            var isNumber = inSeconds && TryParseLong(reader.ValueSpan, out _);
            value = new ParsedValue(field, ValueKind.Date, isNumber ? date * 1000 : date, 0, 0, false);
            return true;
        }

        // "2015\/05\/17" is how some PHP encoders write dates.
        if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped && DateFormat.TryParse(Encoding.UTF8.GetBytes(reader.GetString()!), out date))
        {
            value = new ParsedValue(field, ValueKind.Date, date, 0, 0, false);
            return true;
        }

        value = AsItself(ref reader, field);
        return false;
    }

    private ParsedValue AsItself(ref Utf8JsonReader reader, DocumentField field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True or JsonTokenType.False:
                return new ParsedValue(field, ValueKind.Boolean, reader.TokenType == JsonTokenType.True ? 1 : 0, 0, 0, false);
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return new ParsedValue(field, ValueKind.Long, number, 0, 0, false);
            case JsonTokenType.Number when TryGetDouble(ref reader, out var fraction):
                return OfDouble(field, fraction);
            default:
                return AsString(ref reader, field);
        }
    }

    // Numbers and booleans in a string field are the text that stands in the document.
    private ParsedValue AsString(ref Utf8JsonReader reader, DocumentField field)
    {
        if (!reader.ValueIsEscaped)
        {
            var start = (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0);
            return new ParsedValue(field, ValueKind.String, 0, start, reader.ValueSpan.Length, false);
        }

        var needed = reader.ValueSpan.Length;
        if (_unescaped.Length - _used < needed)
        {
            Array.Resize(ref _unescaped, Math.Max(_used + needed, _unescaped.Length * 2));
        }

        var length = reader.CopyString(_unescaped.AsSpan(_used));
        var value = new ParsedValue(field, ValueKind.String, 0, _used, length, true);
        _used += length;
        return value;
    }

    private static ParsedValue OfDouble(DocumentField field, double number) =>
        new(field, ValueKind.Double, BitConverter.DoubleToInt64Bits(number), 0, 0, false);

    private static bool TryGetDouble(ref Utf8JsonReader reader, out double number)
    {
        number = 0;
        return reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDouble(out number) && double.IsFinite(number),
            JsonTokenType.String => Utf8Parser.TryParse(reader.ValueSpan, out number, out var used)
                && used > 0 && used == reader.ValueSpan.Length && double.IsFinite(number),
            _ => false,
        };
    }

    private static bool TryParseLong(ReadOnlySpan<byte> text, out long number) =>
        Utf8Parser.TryParse(text, out number, out var used) && used == text.Length;
}
