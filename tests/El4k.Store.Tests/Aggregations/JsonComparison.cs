using System.Text.Json;
using System.Text.Json.Nodes;

namespace El4k.Store.Tests.Aggregations;

/// <summary>Compares JSON with a tolerance for numbers.</summary>
internal static class JsonComparison
{
    public static void AssertEqual(JsonNode? expected, JsonNode? actual, double tolerance, string path)
    {
        switch (expected)
        {
            case JsonObject properties:
                Assert.True(actual is JsonObject, $"{path}: expected an object, found {actual?.ToJsonString() ?? "nothing"}");
                Assert.Equal(
                    string.Join(", ", properties.Select(property => property.Key)), string.Join(", ", actual!.AsObject().Select(property => property.Key)));
                foreach (var (name, value) in properties)
                {
                    AssertEqual(value, actual![name], tolerance, $"{path}.{name}");
                }

                break;
            case JsonArray items:
                Assert.True(actual is JsonArray found && found.Count == items.Count, $"{path}: expected {items.ToJsonString()}, found {actual?.ToJsonString()}");
                for (var i = 0; i < items.Count; i++)
                {
                    AssertEqual(items[i], actual![i], tolerance, $"{path}[{i}]");
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                var left = double.Parse(value.ToJsonString());
                var right = double.Parse(actual?.ToJsonString() ?? "NaN");
                Assert.True(Math.Abs(left - right) <= tolerance * Math.Max(1, Math.Abs(left)), $"{path}: expected {left}, found {right}");
                break;
            default:
                Assert.True(expected?.ToString() == actual?.ToString(), $"{path}: expected {expected}, found {actual}");
                break;
        }
    }
}
