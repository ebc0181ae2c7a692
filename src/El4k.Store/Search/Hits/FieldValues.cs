using System.Text.Json;
using El4k.Store.Io;
using El4k.Store.Mapping;
using El4k.Store.Search.Dates;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Hits;

/// <summary>Writes the <c>fields</c> of a hit: the values of mapped fields by their full path, always as arrays.</summary>
internal sealed class FieldValues(IReadOnlyList<FieldSelector> selectors)
{
    private readonly ZoneClock _utc = new(TimeZoneInfo.Utc);

    /// <summary>Writes the property, unless the document has none of the fields.</summary>
    public void Write(Utf8JsonWriter json, IndexMapping mapping, JsonElement source)
    {
        var values = new SortedDictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        Gather(source, "", values);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var selector in selectors)
        {
            foreach (var (path, list) in values)
            {
                if (mapping.Find(path) is not { } field)
                {
                    continue;
                }

                foreach (var shown in (IEnumerable<FieldMapping>)[field, .. field.SubFields])
                {
                    if (NamePattern.Matches(selector.Pattern, shown.Path) && written.Add(shown.Path))
                    {
                        if (written.Count == 1)
                        {
                            json.WriteStartObject("fields");
                        }

                        WriteField(json, shown, selector, list);
                    }
                }
            }
        }

        if (written.Count > 0)
        {
            json.WriteEndObject();
        }
    }

    private void WriteField(Utf8JsonWriter json, FieldMapping field, FieldSelector selector, List<JsonElement> values)
    {
        json.WriteStartArray(field.Path);
        var own = FieldValue.FormatOf(field);
        foreach (var value in values)
        {
            if (field.Type == FieldType.Date
                && own.TryParse(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), roundUp: false, TimeZoneInfo.Utc, out var time))
            {
                json.WriteStringValue((selector.Format ?? own).Format(time, _utc));
            }
            else
            {
                value.WriteTo(json);
            }
        }

        json.WriteEndArray();
    }

    private static void Gather(JsonElement value, string path, SortedDictionary<string, List<JsonElement>> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Gather(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", values);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Gather(item, path, values);
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                if (!values.TryGetValue(path, out var list))
                {
                    values[path] = list = [];
                }

                list.Add(value);
                break;
        }
    }
}
