using System.Text.Json.Nodes;

namespace El4k.Explorer.Tests;

/// <summary>Compares JSON by meaning, and shows both when they differ.</summary>
internal static class JsonAssert
{
    public static void Equal(string expected, JsonNode? actual, string where) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual?.ToJsonString() ?? "null")), $"{where}\nexpected {expected}\nactual   {actual?.ToJsonString()}");
}
