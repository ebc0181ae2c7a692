using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Store.Indices;
using El4k.Store.Mapping;
using El4k.Store.Segments;

namespace El4k.Store.Tests.Search;

/// <summary>An index of JSON documents, cut into as many segments as a test likes; ids are "0", "1", ...</summary>
internal sealed class TestIndex : IndexSnapshot
{
    private TestIndex(string name, IndexMapping mapping, IReadOnlyList<SegmentReader> segments)
    {
        Name = name;
        Mapping = mapping;
        Segments = segments;
    }

    /// <summary>The instant at which tests search: a Wednesday.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 25, 13, 30, 15, 500, TimeSpan.Zero);

    public override string Name { get; }

    public override IndexMapping Mapping { get; }

    public override IReadOnlyList<SegmentReader> Segments { get; }

    /// <summary>An index in one segment, mapped dynamically.</summary>
    public static TestIndex Of(params string[] documents) => Create(documents);

    public static TestIndex Create(
        IReadOnlyList<string> documents, int segments = 1, string? mapping = null, string name = "logs", bool reversed = false)
    {
        var builder = new MappingBuilder(mapping is null
            ? IndexMapping.Empty
            : MappingParser.Parse(JsonDocument.Parse(mapping).RootElement, isExplicit: true, out _));
        // All segments share the mapping that the documents make together, as those of a real index do.
        var parser = new DocumentParser(builder, maxFields: 1000);
        foreach (var document in documents)
        {
            parser.Parse(Encoding.UTF8.GetBytes(document), lenient: false);
            parser.Accept();
        }

        var readers = new List<SegmentReader>();
        for (var segment = 0; segment < segments; segment++)
        {
            var rows = new SegmentBuilder();
            for (var i = documents.Count * segment / segments; i < documents.Count * (segment + 1) / segments; i++)
            {
                var bytes = Encoding.UTF8.GetBytes(documents[i]);
                parser.Parse(bytes, lenient: false);
                parser.Accept();
                rows.Append(parser, bytes, Encoding.UTF8.GetBytes(i.ToString()), i, 1);
            }

            if (rows.RowCount > 0)
            {
                readers.Add(new MemorySegment(rows, $"s{segment}", rows.RowCount, liveRows: null));
            }
        }

        if (reversed)
        {
            readers.Reverse();
        }

        return new TestIndex(name, builder.ToMapping(), readers);
    }

    /// <summary>Searches this index and returns the answer.</summary>
    public JsonNode Search(string body, params (string Name, string Value)[] parameters) => Search([this], body, parameters);

    public static JsonNode Search(IReadOnlyList<IndexSnapshot> indices, string body, params (string Name, string Value)[] parameters)
    {
        using var document = JsonDocument.Parse(body);
        var request = SearchRequest.Parse(document.RootElement, parameters.ToDictionary(pair => pair.Name, pair => pair.Value));
        var response = new SearchExecution(request, new FixedClock(Now), CancellationToken.None).Run(indices);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            response.WriteTo(json);
        }

        return JsonNode.Parse(stream.ToArray())!;
    }

    /// <summary>The ids of the documents that match a query, ascending.</summary>
    public int[] Matching(string query)
    {
        var answer = Search($$"""{ "query": {{query}}, "size": 10000, "_source": false }""");
        return [.. answer["hits"]!["hits"]!.AsArray().Select(hit => int.Parse(hit!["_id"]!.GetValue<string>())).Order()];
    }

    public int[] MatchingText(string queryString) =>
        Matching($$"""{ "query_string": { "query": {{JsonSerializer.Serialize(queryString)}} } }""");

    /// <summary>The aggregation <c>a</c> over all documents.</summary>
    public JsonNode Aggregate(string aggregation) =>
        Search($$"""{ "size": 0, "aggs": { "a": {{aggregation}} } }""")["aggregations"]!["a"]!;

    public override void Dispose()
    {
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
