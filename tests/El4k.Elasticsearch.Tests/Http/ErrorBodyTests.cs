using System.Text;
using El4k.Elasticsearch.Http;

namespace El4k.Elasticsearch.Tests.Http;

public sealed class ErrorBodyTests
{
    [Theory]
    [InlineData("""{"error":{"type":"a","reason":"b"},"status":400}""", "a", "b")]
    [InlineData("""{"error":{"type":"search_phase_execution_exception","reason":"all shards failed","root_cause":[{"type":"query_shard_exception","reason":"Failed to parse query [a:(]"}]}}""", "query_shard_exception", "Failed to parse query [a:(]")]
    [InlineData("""{"error":{"type":"search_phase_execution_exception","reason":"all shards failed","root_cause":[],"failed_shards":[{"reason":{"type":"x","reason":"y"}}]}}""", "x", "y")]
    [InlineData("""{"error":{"type":"a","reason":"b","caused_by":{"type":"c","reason":"d"}}}""", "a", "b: d")]
    [InlineData("""{"error":"no handler found","status":400}""", null, "no handler found")]
    [InlineData("<html>Bad Gateway</html>", null, "<html>Bad Gateway</html>")]
    [InlineData("", null, "HTTP status 502 without a body")]
    public void The_innermost_reason_is_found_in_every_shape(string body, string? type, string reason) =>
        Assert.Equal((type, reason), ErrorBody.Parse(502, Encoding.UTF8.GetBytes(body)));
}
