using System.Text.Json;
using System.Text.Json.Nodes;

namespace El4k.Explorer.Searching;

/// <summary>Turns a document into dotted paths with scalars, cut so that no document can stall a browser.</summary>
/// <param name="maxFields">Further fields are left out.</param>
/// <param name="maxLength">Longer strings are cut, in UTF-16 units.</param>
/// <param name="maxItems">Longer arrays are cut.</param>
internal sealed class DocumentFlattener(int maxFields, int maxLength, int maxItems)
{
    /// <summary>Leaves every value as it is.</summary>
    public static DocumentFlattener Whole { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue);

    public (Dictionary<string, JsonNode?> Fields, List<string> Cut) Flatten(JsonElement source)
    {
        var fields = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var cut = new List<string>();
        if (source.ValueKind == JsonValueKind.Object)
        {
            AddObject("", source, fields, cut);
        }

        return (fields, cut);
    }

    private void AddObject(string prefix, JsonElement element, Dictionary<string, JsonNode?> fields, List<string> cut)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                // An empty object adds nothing: there is no value to show or to filter by.
                AddObject(name + ".", property.Value, fields, cut);
            }
            else if (fields.Count < maxFields)
            {
                fields[name] = property.Value.ValueKind == JsonValueKind.Array
                    ? ArrayValue(name, property.Value, cut)
                    : Scalar(name, property.Value, cut);
            }
        }
    }

    private JsonNode? ArrayValue(string name, JsonElement array, List<string> cut)
    {
        if (array.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            return Text(name, array.GetRawText(), cut);
        }

        if (array.GetArrayLength() > maxItems)
        {
            MarkCut(name, cut);
        }

        return new JsonArray([.. array.EnumerateArray().Take(maxItems).Select(item => Scalar(name, item, cut))]);
    }

    private JsonNode? Scalar(string name, JsonElement value, List<string> cut) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Text(name, value.GetString()!, cut),
        _ => JsonNode.Parse(value.GetRawText()),
    };

    private JsonValue Text(string name, string text, List<string> cut)
    {
        if (text.Length <= maxLength)
        {
            return JsonValue.Create(text);
        }

        MarkCut(name, cut);

        // A surrogate pair is not torn: half of one is no valid text.
        return JsonValue.Create(text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)]);
    }

    private static void MarkCut(string name, List<string> cut)
    {
        if (!cut.Contains(name))
        {
            cut.Add(name);
        }
    }
}
