using System.Text.Json.Nodes;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>Compares what a filter made of an event with what a row of a table expects.</summary>
internal static class FilterCase
{
    /// <summary>Runs one row: the options of a filter, an event, and the event expected afterwards (a dash if it is dropped).</summary>
    public static void Check(string where, string filter, string options, string given, string expected, TimeProvider? clock = null)
    {
        var events = FilterPipeline.Load($"{filter} {{ {options} }}", clock).Run(given);

        AssertSame(where, expected, events.Count == 0 ? "-" : events[0].ToJson());
    }

    /// <summary>Runs one row of a filter that makes more events of one: the events expected afterwards are a JSON array, in order.</summary>
    public static void CheckAll(string where, string filters, string given, string expected)
    {
        var events = FilterPipeline.Load(filters).Run(given);
        var wanted = JsonNode.Parse(expected)!.AsArray();

        Assert.True(wanted.Count == events.Count, $"{where}: expected {wanted.Count} events, got {events.Count}");
        for (var i = 0; i < events.Count; i++)
        {
            AssertSame(where, wanted[i]!.ToJsonString(), events[i].ToJson());
        }
    }

    /// <summary>Compares two events written as JSON.</summary>
    public static void AssertSame(string where, string expected, string actual) =>
        Assert.True(AreSame(expected, actual), $"{where}: expected {expected}, got {actual}");

    /// <summary>The order of fields does not matter; <c>@version</c> never does, <c>@timestamp</c> only if it is expected.</summary>
    private static bool AreSame(string expected, string actual)
    {
        if (expected == "-" || actual == "-")
        {
            return expected == actual;
        }

        var wanted = JsonNode.Parse(expected)!.AsObject();
        var found = JsonNode.Parse(actual)!.AsObject();
        found.Remove("@version");
        if (!wanted.ContainsKey("@timestamp"))
        {
            found.Remove("@timestamp");
        }

        return Canonical(wanted) == Canonical(found);
    }

    // Numbers are compared as written, so that 1 and 1.0 are told apart.
    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject map => $"{{{string.Join(",", map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}:{Canonical(pair.Value)}"))}}}",
        JsonArray list => $"[{string.Join(",", list.Select(Canonical))}]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
