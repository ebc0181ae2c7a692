using System.Text.Json;
using El4k.Explorer.Mapping;
using El4k.Explorer.Time;

namespace El4k.Explorer.Tests;

/// <summary>Arbitrary values that tests share.</summary>
internal static class Some
{
    /// <summary>A Wednesday.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 34, 56, 789, TimeSpan.Zero);

    public const string Mapping = """
        {"logstash-reports-2026.11.25":{"mappings":{"properties":{
          "@timestamp":{"type":"date"},
          "customer":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":256}}},
          "user":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":256}}},
          "report":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":256}}},
          "route":{"type":"keyword"},
          "message":{"type":"text"},
          "duration":{"type":"long"},
          "db_ms":{"type":"double"},
          "status":{"type":"long"},
          "failed":{"type":"boolean"},
          "client":{"properties":{"ip":{"type":"ip"}}},
          "shape":{"type":"geo_shape"}}}}}
        """;

    public static FieldCatalog Catalog
    {
        get
        {
            using var mapping = JsonDocument.Parse(Mapping);
            return FieldCatalog.Parse(mapping.RootElement);
        }
    }

    public static TimeRange Range(string text, string zone = "UTC") => TimeRangeParser.Parse(text, TimeZoneParser.Parse(zone), Now);
}
