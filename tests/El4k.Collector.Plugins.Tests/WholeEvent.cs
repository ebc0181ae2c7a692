using System.Text.Json.Nodes;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Tests;

/// <summary>Compares all fields of an event, the metadata among them, with what a row of a table expects.</summary>
internal static class WholeEvent
{
    /// <summary>The event is the one expected; time and version do not matter.</summary>
    /// <param name="expected">The fields as JSON, the metadata as <c>@metadata</c> when there is any. <c>MACHINE</c> stands for this machine's name.</param>
    /// <param name="actual">The event.</param>
    /// <param name="values">Words in the JSON and what they stand for.</param>
    public static void AssertIs(string expected, Event actual, params (string Word, object Value)[] values)
    {
        expected = values.Append(("MACHINE", Environment.MachineName)).Aggregate(expected, (text, value) => text.Replace(value.Item1, value.Item2.ToString(), StringComparison.Ordinal));
        var found = Fields(actual);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), found), $"expected {expected}, got {found.ToJsonString()}");
    }

    private static JsonObject Fields(Event source)
    {
        var fields = JsonNode.Parse(source.ToJson())!.AsObject();
        fields.Remove("@timestamp");
        fields.Remove("@version");
        if (source.Metadata.Count > 0)
        {
            var metadata = Event.Parse("{}");
            metadata.Set(FieldReference.Parse("m"), source.Metadata);
            fields["@metadata"] = JsonNode.Parse(metadata.ToJson())!["m"]!.DeepClone();
        }

        return fields;
    }
}
