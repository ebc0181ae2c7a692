namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>What the fake server answers.</summary>
internal sealed record FakeReply(int Status, string Body)
{
    /// <summary>Further headers, each with its line end.</summary>
    public string Headers { get; init; } = "";

    /// <summary>The answer to a bulk request, an item per action.</summary>
    public static FakeReply Items(IEnumerable<(string Action, int Status)> items)
    {
        var list = items.ToList();
        var errors = list.Any(item => item.Status >= 300) ? "true" : "false";
        var rows = list.Select(item =>
        {
            var error = item.Status < 300 ? "" : $$""","error":{"type":"test_exception","reason":"status {{item.Status}}"}""";
            return $$"""{"{{item.Action}}":{"_index":"i","_id":"1","status":{{item.Status}}""" + error + "}}";
        });
        return new FakeReply(200, $$"""{"took":1,"errors":{{errors}},"items":[{{string.Join(',', rows)}}]}""");
    }
}
