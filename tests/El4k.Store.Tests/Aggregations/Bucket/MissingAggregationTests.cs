using System.Text.Json.Nodes;

namespace El4k.Store.Tests.Aggregations.Bucket;

public sealed class MissingAggregationTests
{
    [Theory]
    [InlineData("customer")]
    [InlineData("load")]
    [InlineData("nothing")]
    public void It_is_the_same_however_the_rows_are_split(string field) => AggregationCompliance.Check(
        $$"""{ "missing": { "field": "{{field}}" } }""",
        documents => new JsonObject { ["doc_count"] = documents.Count(document => document[field] is null) });
}
