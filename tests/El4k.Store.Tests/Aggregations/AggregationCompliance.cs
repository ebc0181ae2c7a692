using System.Text.Json.Nodes;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations;

/// <summary>What every aggregation must do: give the naive answer, however the documents are cut into segments and in whichever order these are merged.</summary>
internal static class AggregationCompliance
{
    private static readonly IReadOnlyList<string> Documents = ReportRuns.Create(3_000);

    private static readonly IReadOnlyList<JsonNode> Parsed = [.. Documents.Select(document => JsonNode.Parse(document)!)];

    private static readonly IReadOnlyList<TestIndex> Splits =
    [
        .. from segments in (int[])[1, 2, 7]
           from reversed in (bool[])[false, true]
           select TestIndex.Create(Documents, segments, reversed: reversed),
    ];

    /// <param name="aggregation">The aggregation's body, as in a request.</param>
    /// <param name="naive">Its answer, computed from the documents one by one.</param>
    /// <param name="tolerance">How far numbers may be off, relative to their size.</param>
    public static void Check(string aggregation, Func<IReadOnlyList<JsonNode>, JsonNode> naive, double tolerance = 1e-9)
    {
        var expected = naive(Parsed);
        foreach (var index in Splits)
        {
            JsonComparison.AssertEqual(expected, index.Aggregate(aggregation), tolerance, aggregation);
        }
    }

    /// <summary>Groups as a multi-valued field does: a document is in the group of each of its distinct keys once.</summary>
    public static IEnumerable<IGrouping<TKey, JsonNode>> GroupByEach<TKey>(
        IEnumerable<JsonNode> documents, Func<JsonNode, IEnumerable<TKey>> keys) =>
        documents.SelectMany(document => keys(document).Distinct().Select(key => (key, document))).GroupBy(pair => pair.key, pair => pair.document);
}
