using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Rubydebug;

namespace El4k.Collector.Plugins.Tests.Codecs;

public sealed class RubydebugFormatTests
{
    [Fact]
    public void Names_are_aligned_lists_numbered_and_timestamps_bare()
    {
        Assert.True(Timestamp.TryParse("2026-11-25T13:00:00Z", out var timestamp));
        var map = new EventMap
        {
            ["@timestamp"] = timestamp,
            ["message"] = "a \"quoted\"\nline \\ #{x}",
            ["n"] = 5L,
            ["f"] = 1d,
            ["big"] = 1e20,
            ["yes"] = true,
            ["none"] = null,
            ["tags"] = new List<object?> { "a", new EventMap { ["b"] = 1.5 } },
            ["empty"] = new EventMap(),
            ["list"] = new List<object?>(),
        };
        var text = new StringBuilder();
        RubydebugFormat.AppendMap(text, map);
        Assert.Equal(
            """
            {
                "@timestamp" => 2026-11-25T13:00:00.000Z,
                   "message" => "a \"quoted\"\nline \\ \#{x}",
                         "n" => 5,
                         "f" => 1.0,
                       "big" => 1.0e+20,
                       "yes" => true,
                      "none" => nil,
                      "tags" => [
                    [0] "a",
                    [1] {
                        "b" => 1.5
                    }
                ],
                     "empty" => {},
                      "list" => []
            }
            """,
            text.ToString());
    }
}
