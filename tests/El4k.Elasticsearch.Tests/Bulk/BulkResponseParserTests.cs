using System.Text;
using System.Text.Json;
using El4k.Elasticsearch.Bulk;

namespace El4k.Elasticsearch.Tests.Bulk;

public sealed class BulkResponseParserTests
{
    [Fact]
    public void An_answer_without_refusals_has_only_a_count()
    {
        var response = Parse("""{"took":3,"errors":false,"items":[{"index":{"_index":"a","_id":"1","status":201,"_shards":{"total":1}}},{"create":{"status":200}}]}""");
        Assert.Equal(2, response.ItemCount);
        Assert.Empty(response.Failures);
        Assert.True(response.IsSuccess);
    }

    [Fact]
    public void A_refused_action_is_told_with_position_status_type_and_reason()
    {
        var response = Parse("""
            {"errors":true,"items":[{"index":{"status":201}},
             {"index":{"error":{"type":"mapper_parsing_exception","reason":"failed to parse","caused_by":{"type":"x","reason":"For input string: a"}},"status":400}},
             {"create":{"status":429,"error":{"reason":"queue full","type":"rejected"}}}]}
            """);
        Assert.Equal(3, response.ItemCount);
        Assert.Equal(
            [
                new BulkItemFailure(1, 400, "mapper_parsing_exception", "failed to parse: For input string: a"),
                new BulkItemFailure(2, 429, "rejected", "queue full"),
            ],
            response.Failures);
    }

    [Theory]
    [InlineData("""{"errors":true,"items":[{"index":{"status":409}}]}""", "")]
    [InlineData("""{"errors":true,"items":[{"index":{"status":500,"error":"old servers send text"}}]}""", "old servers send text")]
    public void A_refusal_in_another_shape_is_a_refusal_all_the_same(string body, string reason) =>
        Assert.Equal(reason, Assert.Single(Parse(body).Failures).Reason);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"items":[{"index":{"status":201""")]
    public void A_body_that_is_no_answer_is_an_error_and_never_a_success(string body) =>
        Assert.ThrowsAny<JsonException>(() => Parse(body));

    private static BulkResponse Parse(string body) => BulkResponseParser.Parse(200, Encoding.UTF8.GetBytes(body));
}
