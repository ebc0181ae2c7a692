using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Store.Indices;
using El4k.Store.Io;
using El4k.Store.Mapping;
using El4k.Store.Segments;

namespace El4k.Store.Tests.Search;

/// <summary>An index of JSON documents, cut into as many segments as a test likes; ids are "0", "1", ...</summary>
/// <remarks>
/// Its segments are in memory; every search also runs over a twin whose segments are on disk and have deleted rows among the others,
/// and the two answers must be the same.
/// </remarks>
internal sealed class TestIndex : IndexSnapshot
{
    private readonly Lazy<TestIndex>? _twin;

    private TestIndex(string name, IndexMapping mapping, IReadOnlyList<SegmentReader> segments, Lazy<TestIndex>? twin)
    {
        Name = name;
        Mapping = mapping;
        Segments = segments;
        _twin = twin;
    }

    /// <summary>The instant at which tests search: a Wednesday.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 25, 13, 30, 15, 500, TimeSpan.Zero);

    public override string Name { get; }

    public override IndexMapping Mapping { get; }

    public override IReadOnlyList<SegmentReader> Segments { get; }

    /// <summary>An index in one segment, mapped dynamically.</summary>
    public static TestIndex Of(params string[] documents) => Create(documents);

    public static TestIndex Create(
        IReadOnlyList<string> documents, int segments = 1, string? mapping = null, string name = "logs", bool reversed = false) => Create(
            documents,
            segments,
            mapping,
            name,
            reversed,
            new Lazy<TestIndex>(() => Create(documents, segments, mapping, name, reversed, twin: null)));

    private static TestIndex Create(
        IReadOnlyList<string> documents, int segments, string? mapping, string name, bool reversed, Lazy<TestIndex>? twin)
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
            var deleted = new List<int>();
            for (var i = documents.Count * segment / segments; i < documents.Count * (segment + 1) / segments; i++)
            {
                if (twin is null && i % 3 == 0)
                {
                    deleted.Add(Append(rows, parser, documents[(i * 7) % documents.Count], i));
                }

                Append(rows, parser, documents[i], i);
            }

            if (rows.RowCount > 0)
            {
                readers.Add(twin is null ? ToDisk(rows, deleted) : new MemorySegment(rows, $"s{segment}", rows.RowCount, liveRows: null));
            }
        }

        if (reversed)
        {
            readers.Reverse();
        }

        return new TestIndex(name, builder.ToMapping(), readers, twin);
    }

    private static int Append(SegmentBuilder rows, DocumentParser parser, string document, int number)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        parser.Parse(bytes, lenient: false);
        parser.Accept();
        return rows.Append(parser, bytes, Encoding.UTF8.GetBytes(number.ToString()), number, 1);
    }

    private static SegmentReader ToDisk(SegmentBuilder rows, List<int> deleted)
    {
        var folder = Directory.CreateTempSubdirectory("el4k-search-").FullName;
        var path = Path.Combine(folder, "00000001" + SegmentFormat.Extension);
        var file = new SegmentFile(path, SegmentFileWriter.Write(FileSystem.Disk, path, new FrozenSegment(rows, "00000001")));
        // The mapping keeps the content until the process ends.
        Directory.Delete(folder, recursive: true);
        var live = RowSet.All(rows.RowCount);
        foreach (var row in deleted)
        {
            live.Remove(row);
        }

        return file.CreateReader(deleted.Count == 0 ? null : live);
    }

    /// <summary>Searches this index and returns the answer.</summary>
    public JsonNode Search(string body, params (string Name, string Value)[] parameters)
    {
        var answer = Search([this], body, parameters);
        if (_twin is not null)
        {
            var other = Search([_twin.Value], body, parameters);
            Assert.Equal(Comparable(answer), Comparable(other));
        }

        return answer;
    }

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

    /// <summary>The answer without what differs between two runs, or between rows with and without deleted ones among them.</summary>
    private static string Comparable(JsonNode answer)
    {
        var copy = answer.DeepClone();
        copy["took"] = 0;
        foreach (var hit in copy["hits"]!["hits"]!.AsArray())
        {
            ((JsonObject)hit!).Remove("sort");
        }

        return copy.ToJsonString();
    }

    public override void Dispose()
    {
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
