using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Rest.Http;

namespace El4k.Rest.Tests.Http;

public sealed class FilterPathTests
{
    public static IEnumerable<object[]> Cases() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Http", "filter-path.cases"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('⇶', StringSplitOptions.TrimEntries));

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_passes_is_what_the_paths_name(string paths, string json, string expected)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            FilterPath.Parse(paths)!.Copy(Encoding.UTF8.GetBytes(json), writer);
        }

        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void No_paths_is_no_filter() => Assert.Null(FilterPath.Parse(""));
}
