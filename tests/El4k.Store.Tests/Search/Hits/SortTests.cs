using System.Text.Json.Nodes;
using El4k.Store.Search;

namespace El4k.Store.Tests.Search.Hits;

public sealed class SortTests
{
    private static readonly TestIndex Index = TestIndex.Create(
        [
            """{ "n": 5, "d": 0.5, "k": "b", "at": "2026-11-01T00:00:00Z" }""",
            """{ "n": 3, "k": "a", "at": "2026-11-03T00:00:00Z" }""",
            """{ "n": [9, 1], "k": ["c", "a"], "at": "2026-11-02T00:00:00Z" }""",
            """{ "d": 1.5, "ok": true }""",
            """{ "n": 5, "k": "B", "ok": false }""",
        ],
        segments: 2);

    [Theory]
    [InlineData("""[]""", "0 1 2 3 4")]
    [InlineData("\"_doc\"", "0 1 2 3 4")]
    [InlineData("""{ "_doc": "desc" }""", "4 3 2 1 0")]
    [InlineData("\"n\"", "2 1 0 4 3")]
    [InlineData("""{ "n": "desc" }""", "2 0 4 1 3")]
    [InlineData("""{ "n": { "order": "desc", "missing": "_first" } }""", "3 2 0 4 1")]
    [InlineData("""{ "n": { "order": "asc", "missing": 4 } }""", "2 1 3 0 4")]
    [InlineData("""{ "n": { "order": "asc", "mode": "max" } }""", "1 0 4 2 3")]
    [InlineData("""["n", { "k.keyword": "asc" }]""", "2 1 4 0 3")]
    [InlineData("""[{ "n": "desc" }, { "k.keyword": { "order": "asc" } }]""", "2 4 0 1 3")]
    [InlineData("""{ "k": "asc" }""", "4 1 2 0 3")]
    [InlineData("""{ "k": "desc" }""", "2 0 1 4 3")]
    [InlineData("""{ "at": { "order": "desc", "unmapped_type": "boolean" } }""", "1 2 0 3 4")]
    [InlineData("""{ "d": "desc" }""", "3 0 1 2 4")]
    [InlineData("""{ "ok": "asc" }""", "4 3 0 1 2")]
    [InlineData("""{ "nothing": { "unmapped_type": "long" } }""", "0 1 2 3 4")]
    [InlineData("\"_score\"", "0 1 2 3 4")]
    public void Hits_come_in_the_order_asked_for(string sort, string ids) => Assert.Equal(ids, IdsOf(Index.Search($$"""{ "sort": {{sort}} }""")));

    [Fact]
    public void Sort_values_of_dates_are_milliseconds()
    {
        var hits = Index.Search("""{ "sort": [{ "at": "desc" }, "_doc", { "k": "asc" }], "size": 4 }""")["hits"]!["hits"]!;

        Assert.Equal("[1793664000000,1,\"a\"]", hits[0]!["sort"]!.ToJsonString());
        Assert.Null(hits[0]!["_score"]);
        Assert.Null(hits[3]!["sort"]![0]);
    }

    [Fact]
    public void A_format_shows_dates_as_text() => Assert.Equal(
        "2026-11-03",
        Index.Search("""{ "sort": [{ "at": { "order": "desc", "format": "yyyy-MM-dd" } }] }""")["hits"]!["hits"]![0]!["sort"]![0]!.GetValue<string>());

    [Theory]
    [InlineData("""[{ "n": "desc" }, { "k": "asc" }]""")]
    [InlineData("""["k", "_doc"]""")]
    [InlineData("""[{ "at": "desc" }, { "_doc": "desc" }]""")]
    [InlineData("\"_doc\"")]
    public void Search_after_goes_on_where_the_last_page_ended(string sort)
    {
        // Row numbers are part of the sort values here, so the pages of one index are not those of its twin.
        var all = IdsOf(TestIndex.Search([Index], $$"""{ "sort": {{sort}} }"""));
        var pages = new List<string>();
        JsonNode? after = null;
        for (var page = 0; page < 6; page++)
        {
            var answer = TestIndex.Search([Index], $$"""{ "sort": {{sort}}, "size": 1 {{(after is null ? "" : $", \"search_after\": {after.ToJsonString()}")}} }""");
            if (IdsOf(answer).Length == 0)
            {
                break;
            }

            pages.Add(IdsOf(answer));
            after = answer["hits"]!["hits"]![0]!["sort"];
        }

        Assert.Equal(all, string.Join(' ', pages));
    }

    [Fact]
    public void The_newest_of_many_are_found_however_the_rows_are_split()
    {
        var documents = ReportRuns.Create(5_000);
        var expected = documents.Select((document, id) => (Time: ReportRuns.TimeOf(JsonNode.Parse(document)!), id))
            .OrderByDescending(pair => pair.Time).ThenBy(pair => pair.id).Take(50).Select(pair => pair.id).ToList();

        foreach (var segments in (int[])[1, 2, 7])
        {
            var answer = TestIndex.Create(documents, segments).Search("""{ "size": 50, "sort": [{ "@timestamp": "desc" }] }""");

            Assert.Equal(string.Join(' ', expected), IdsOf(answer));
        }
    }

    [Theory]
    [InlineData("""{ "sort": "nothing" }""", "No mapping found for [nothing]")]
    [InlineData("""{ "sort": { "n": "up" } }""", "[sort.n] must be asc or desc")]
    [InlineData("""{ "sort": { "n": { "order": "asc", "mode": "avg" } } }""", "[sort.n.mode] must be min or max")]
    [InlineData("""{ "sort": { "_script": {} } }""", "scripts are not run")]
    [InlineData("""{ "sort": [5] }""", "[sort[0]]")]
    [InlineData("""{ "sort": ["n"], "search_after": [1, 2] }""", "[search_after] must be an array of the last hit's sort values, 1 of them")]
    [InlineData("""{ "sort": ["n"], "search_after": [1], "from": 5 }""", "`from` parameter must be set to 0")]
    [InlineData("""{ "sort": ["n"], "search_after": ["x"] }""", "[x] is no value to sort by [n] with")]
    public void A_mistake_is_named(string body, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidRequestException>(() => Index.Search(body)).Message, StringComparison.Ordinal);

    private static string IdsOf(JsonNode answer) =>
        string.Join(' ', answer["hits"]!["hits"]!.AsArray().Select(hit => hit!["_id"]!.GetValue<string>()));
}
