using System.Text;
using El4k.Rest.Endpoints.Bulk;
using El4k.Store.Indices;
using El4k.Store.Errors;

namespace El4k.Rest.Tests.Endpoints;

public sealed class BulkBodyTests
{
    [Fact]
    public void Each_action_has_its_metadata_and_its_document_as_sent()
    {
        var operations = Parse("""
            {"index":{"_index":"a","_id":"1","_type":"_doc"}}
            {"x" : 1}
            {"create":{"_id":7,"routing":"r"}}
            {"y":2}

            {"delete":{"_index":"b","_id":"2","if_seq_no":3,"if_primary_term":1}}
            {"update":{"_index":"b","_id":"3","version":5,"version_type":"external"}}
            {"doc":{}}

            """, "standard");

        Assert.Equal([BulkAction.Index, BulkAction.Create, BulkAction.Delete, BulkAction.Update], operations.Select(o => o.Action));
        Assert.Equal(["a", "standard", "b", "b"], operations.Select(o => o.Index));
        Assert.Equal(["1", "7", "2", "3"], operations.Select(o => o.Id));
        Assert.Equal("""{"x" : 1}""", Encoding.UTF8.GetString(operations[0].Source.Span));
        Assert.Equal(3, operations[2].IfSequenceNumber);
        Assert.Equal((5L, VersionType.External), (operations[3].Version, operations[3].VersionType));
    }

    [Theory]
    [InlineData("{\"index\":{\"_index\":\"a\"}}\n{\"x\":1}", "newline")]
    [InlineData("{\"index\":{\"_index\":\"a\"}}\n", "no document after it")]
    [InlineData("{\"frob\":{\"_index\":\"a\"}}\n{}\n", "unknown action [frob]")]
    [InlineData("{\"index\":{\"_index\":\"a\",\"colour\":1}}\n{}\n", "unknown parameter [colour]")]
    [InlineData("{\"index\":{}}\n{}\n", "index is missing")]
    [InlineData("not json\n{}\n", "line [1]")]
    [InlineData("{\"index\":{\"_index\":5}}\n{}\n", "line [1], has a value of the wrong type")]
    [InlineData("{\"index\":{\"_index\":\"a\",\"version\":\"1\"}}\n{}\n", "wrong type")]
    [InlineData("{\"index\":{\"_index\":\"a\",\"if_seq_no\":1.5}}\n{}\n", "wrong type")]
    [InlineData("{\"index\":{\"_index\":\"a\",\"_id\":true}}\n{}\n", "wrong type")]
    [InlineData("\n\n", "no requests added")]
    [InlineData("", "body is required")]
    public void A_malformed_body_is_refused_whole_and_says_where(string body, string expected)
    {
        var error = Assert.Throws<StoreException>(() => Parse(body, null));

        Assert.Equal(400, error.Status);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static List<BulkOperation> Parse(string body, string? index) => BulkBody.Parse(Encoding.UTF8.GetBytes(body), index);
}
