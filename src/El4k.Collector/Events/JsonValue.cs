using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace El4k.Collector.Events;

/// <summary>Decodes JSON to the values of an event and writes such values as JSON.</summary>
public static class JsonValue
{
    /// <summary>The deepest nesting that is accepted.</summary>
    public static readonly int MaxDepth = 1000;

    internal static readonly object True = true;
    internal static readonly object False = false;

    internal static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 1000 };

    /// <summary>Decodes one whole JSON value.</summary>
    /// <returns>False when the bytes are not exactly one JSON value in valid UTF-8.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> utf8, out object? value, [NotNullWhen(false)] out string? error)
    {
        value = null;
        error = null;
        if (!Utf8.IsValid(utf8))
        {
            error = "the bytes are not valid UTF-8";
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, ReaderOptions);
            reader.Read();
            value = Decode(ref reader);
            if (reader.Read())
            {
                error = "text follows the value";
            }
        }
        catch (JsonException broken)
        {
            error = broken.Message;
        }

        return error is null;
    }

    /// <summary>Writes a value as JSON.</summary>
    /// <exception cref="ArgumentException">The value is not of a type that an event holds.</exception>
    public static void Write(object? value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        switch (value)
        {
            case null:
                output.Write("null"u8);
                break;
            case string text:
                JsonText.WriteString(text, output);
                break;
            case bool flag:
                output.Write(flag ? "true"u8 : "false"u8);
                break;
            case Timestamp timestamp:
                output.Write("\""u8);
                WriteTimestamp(timestamp, output);
                output.Write("\""u8);
                break;
            case List<object?> list:
                WriteList(list, output);
                break;
            case EventMap map:
                WriteMap(map, output);
                break;
            default:
                WriteNumber(value, output);
                break;
        }
    }

    /// <summary>A copy that shares no list and no map with the original.</summary>
    public static object? DeepClone(object? value)
    {
        switch (value)
        {
            case List<object?> list:
                var copy = new List<object?>(list.Count);
                foreach (object? item in list)
                {
                    copy.Add(DeepClone(item));
                }

                return copy;
            case EventMap map:
                var mapCopy = new EventMap();
                foreach ((string key, object? item) in map)
                {
                    mapCopy[key] = DeepClone(item);
                }

                return mapCopy;
            default:
                return value;
        }
    }

    /// <summary>Decodes the value the reader stands on, and leaves it on the value's last token.</summary>
    internal static object? Decode(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.ValueIsEscaped ? JsonText.UnescapeToString(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.Number:
                return DecodeNumber(reader.ValueSpan);
            case JsonTokenType.True:
                return True;
            case JsonTokenType.False:
                return False;
            case JsonTokenType.StartArray:
                var list = new List<object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(Decode(ref reader));
                }

                return list;
            case JsonTokenType.StartObject:
                var map = new EventMap();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = reader.ValueIsEscaped ? JsonText.UnescapeToString(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);
                    reader.Read();
                    map[name] = Decode(ref reader);
                }

                return map;
            default:
                return null;
        }
    }

    /// <summary>Decodes a valid JSON number: long, else double when that is exact enough, else its text.</summary>
    internal static object DecodeNumber(ReadOnlySpan<byte> text)
    {
        bool isInteger = text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        if (isInteger && Utf8Parser.TryParse(text, out long number, out int used) && used == text.Length)
        {
            return number;
        }

        return !isInteger && IsExactDouble(text, out double real) ? real : new BigNumber(Encoding.ASCII.GetString(text));
    }

    internal static void WriteTimestamp(Timestamp timestamp, IBufferWriter<byte> output)
    {
        Span<byte> room = output.GetSpan(Timestamp.MaxTextLength);
        output.Advance(timestamp.Format(room));
    }

    internal static void WriteNumber(object value, IBufferWriter<byte> output)
    {
        Span<byte> room = output.GetSpan(32);
        switch (value)
        {
            case long number:
                Utf8Formatter.TryFormat(number, room, out int written);
                output.Advance(written);
                break;
            case double real when double.IsFinite(real):
                real.TryFormat(room, out written, default, CultureInfo.InvariantCulture);
                output.Advance(written);
                if (room[..written].IndexOfAny((byte)'.', (byte)'E') < 0)
                {
                    output.Write(".0"u8);
                }

                break;
            case double:
                output.Write("null"u8);
                break;
            case BigNumber big:
                JsonText.WriteRaw(big.Text, output);
                break;
            default:
                throw new ArgumentException($"An event does not hold values of type {value.GetType().Name}.", nameof(value));
        }
    }

    private static bool IsZero(ReadOnlySpan<byte> text)
    {
        int exponent = text.IndexOfAny((byte)'e', (byte)'E');
        return (exponent < 0 ? text : text[..exponent]).IndexOfAnyInRange((byte)'1', (byte)'9') < 0;
    }

    private static bool IsExactDouble(ReadOnlySpan<byte> text, out double real)
    {
        // A double reads back 17 significant digits; a longer text is kept unless the shortest form says the same.
        real = 0;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) || !double.IsFinite(parsed))
        {
            return false;
        }

        real = parsed;
        int digits = 0;
        foreach (byte b in text)
        {
            if (b is (byte)'e' or (byte)'E')
            {
                break;
            }

            digits += b is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        }

        return digits <= 17 && (parsed != 0 || IsZero(text));
    }

    private static void WriteList(List<object?> list, IBufferWriter<byte> output)
    {
        output.Write("["u8);
        for (int i = 0; i < list.Count; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            Write(list[i], output);
        }

        output.Write("]"u8);
    }

    private static void WriteMap(EventMap map, IBufferWriter<byte> output)
    {
        output.Write("{"u8);
        bool isFirst = true;
        foreach ((string name, object? item) in map)
        {
            if (!isFirst)
            {
                output.Write(","u8);
            }

            isFirst = false;
            JsonText.WriteString(name, output);
            output.Write(":"u8);
            Write(item, output);
        }

        output.Write("}"u8);
    }
}
