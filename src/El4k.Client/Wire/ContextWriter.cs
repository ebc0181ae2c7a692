using System.Collections;
using System.Globalization;

namespace El4k.Client.Wire;

/// <summary>Writes values of any type into a log's context, within Monolog's bounds of depth and number.</summary>
internal readonly struct ContextWriter(JsonBuffer json, int maxText)
{
    // Beyond this the record is written again with shorter texts anyway; a graph that contains itself must end somewhere.
    private const int MaxBytes = 2 * WireLimits.MaxRecordBytes;

    /// <summary>Writes one property from a field.</summary>
    public void Property(in El4kField field) => FieldWriter.WriteNested(json, field, maxText);

    /// <summary>Writes one property from a value of any type; what is neither a JSON type nor a collection is written as its text.</summary>
    public void Property(string name, object? value)
    {
        json.Name(name);
        Value(value, depth: 2); // The context itself is the first level.
    }

    private void Value(object? value, int depth)
    {
        switch (value)
        {
            case null: json.Null(); break;
            case string text: json.Text(text, maxText); break;
            case bool boolean: json.Boolean(boolean); break;
            case sbyte or byte or short or ushort or int or uint or long:
                json.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong number: json.Number(number); break;
            case float number: json.Number((double)number); break;
            case double number: json.Number(number); break;
            case decimal number: json.Number((double)number); break;
            case DateTimeOffset time: json.Text(time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture)); break;
            case DateTime time: json.Text(time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffK", CultureInfo.InvariantCulture)); break;
            case Exception exception: ExceptionWriter.Write(json, exception, maxText); break;
            case IEnumerable when depth > WireLimits.MaxDepth:
                json.Text($"Over {WireLimits.MaxDepth} levels deep, aborting normalization");
                break;
            case IDictionary map: Map(map, depth); break;
            case IEnumerable<KeyValuePair<string, object?>> pairs: Pairs(pairs, depth); break;
            case IEnumerable items: Items(items, depth); break;
            default: json.Text(TextOf(value), maxText); break;
        }
    }

    private void Map(IDictionary map, int depth)
    {
        json.BeginObject();
        var count = 0;
        foreach (DictionaryEntry entry in map)
        {
            if (++count > WireLimits.MaxItems || json.Length > MaxBytes)
            {
                json.Name("...");
                json.Text(Over(map.Count));
                break;
            }

            json.Name(TextOf(entry.Key));
            Value(entry.Value, depth + 1);
        }

        json.EndObject();
    }

    private void Pairs(IEnumerable<KeyValuePair<string, object?>> pairs, int depth)
    {
        json.BeginObject();
        var count = 0;
        foreach (var (name, value) in pairs)
        {
            if (++count > WireLimits.MaxItems || json.Length > MaxBytes)
            {
                json.Name("...");
                json.Text(Over(null));
                break;
            }

            json.Name(name);
            Value(value, depth + 1);
        }

        json.EndObject();
    }

    private void Items(IEnumerable items, int depth)
    {
        json.BeginArray();
        var count = 0;
        foreach (var item in items)
        {
            if (++count > WireLimits.MaxItems || json.Length > MaxBytes)
            {
                json.Text(Over((items as ICollection)?.Count));
                break;
            }

            Value(item, depth + 1);
        }

        json.EndArray();
    }

    private static string Over(int? total) => total is null
        ? $"Over {WireLimits.MaxItems} items, aborting normalization"
        : $"Over {WireLimits.MaxItems} items ({total} total), aborting normalization";

    private static string TextOf(object value) => value is IFormattable formattable
        ? formattable.ToString(null, CultureInfo.InvariantCulture)
        : value.ToString() ?? string.Empty;
}
