using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Explorer.Filters;
using El4k.Explorer.Mapping;

namespace El4k.Explorer.Searching;

/// <summary>The key of a bucket as a value of its field.</summary>
/// <param name="Value">With the type it has in JSON.</param>
/// <param name="Label">For people.</param>
/// <param name="Filter">The filter that keeps its documents.</param>
internal sealed record BucketValue(JsonNode? Value, string Label, string Filter)
{
    public static BucketValue Read(Field field, JsonElement bucket)
    {
        var key = bucket.GetProperty("key");
        var label = bucket.KeyText();
        JsonNode? value = field.Kind switch
        {
            FieldKind.Boolean => bool.TryParse(label, out var flag) ? flag : key.ToString() == "1",
            _ => JsonNode.Parse(key.GetRawText()),
        };
        if (field.Kind == FieldKind.Boolean)
        {
            label = value!.ToJsonString();
        }

        return new BucketValue(value, label, FieldFilter.Is(field.Name, label));
    }
}
