namespace El4k.Client.Wire;

/// <summary>The top-level names a caller's field may not take.</summary>
/// <remarks>
/// <c>path</c>, <c>host</c> and <c>port</c> are removed by the usual Logstash pipeline; the others are the record's own,
/// and a document with the same name twice is refused by Elasticsearch. Such a field is sent as <c>field_NAME</c>.
/// </remarks>
internal static class ReservedNames
{
    public const string Prefix = "field_";

    private static readonly System.Collections.Frozen.FrozenSet<string> Names = System.Collections.Frozen.FrozenSet.Create(
        "path", "host", "port", "message", "context", "level", "level_name", "channel", "datetime", "extra", "service",
        "@timestamp", "@version", "event_id", "env", "version", "instance", "region", "kind", "truncated", "tags", "type");

    public static bool Contains(string name) => Names.Contains(name);
}
