using System.Text.Json.Nodes;

namespace El4k.Store.Tests.Search;

/// <summary>Random queries over random documents, against an evaluator that looks at each document on its own.</summary>
public sealed class RandomQueryTests
{
    private static readonly IReadOnlyList<string> Documents = ReportRuns.Create(2_500, seed: 7);

    private static readonly IReadOnlyList<JsonNode> Parsed = [.. Documents.Select(document => JsonNode.Parse(document)!)];

    private static readonly IReadOnlyList<TestIndex> Indices = [TestIndex.Create(Documents), TestIndex.Create(Documents, segments: 4)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_query_finds_what_looking_at_each_document_finds(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var (query, holds) = Any(random, depth: 3);
            var expected = Enumerable.Range(0, Parsed.Count).Where(id => holds(Parsed[id])).ToArray();
            foreach (var index in Indices)
            {
                Assert.True(expected.SequenceEqual(index.Matching(query)), query);
            }
        }
    }

    private static (string Query, Func<JsonNode, bool> Holds) Any(Random random, int depth) =>
        depth > 0 && random.Next(2) == 0 ? Bool(random, depth - 1) : Leaf(random);

    private static (string Query, Func<JsonNode, bool> Holds) Bool(Random random, int depth)
    {
        var must = Clauses(random, depth);
        var not = Clauses(random, depth);
        var should = Clauses(random, depth);
        var minimum = random.Next(3) == 0 ? random.Next(should.Count + 1) : must.Count == 0 && should.Count > 0 ? 1 : 0;
        var query = $$"""{ "bool": { "filter": [{{Join(must)}}], "must_not": [{{Join(not)}}], "should": [{{Join(should)}}], "minimum_should_match": {{minimum}} } }""";
        return (query, document =>
            must.All(clause => clause.Holds(document)) && !not.Any(clause => clause.Holds(document)) && should.Count(clause => clause.Holds(document)) >= minimum);
    }

    private static List<(string Query, Func<JsonNode, bool> Holds)> Clauses(Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(random, depth))];

    private static string Join(List<(string Query, Func<JsonNode, bool> Holds)> clauses) => string.Join(',', clauses.Select(clause => clause.Query));

    private static (string Query, Func<JsonNode, bool> Holds) Leaf(Random random)
    {
        switch (random.Next(9))
        {
            case 0:
                var report = Pick(random, "sales", "Payroll", "nope", "überblick");
                return ($$"""{ "term": { "report.keyword": "{{report}}" } }""", document => Texts(document, "report").Contains(report));
            case 1:
                var customers = new[] { Pick(random, "acme", "globex"), Pick(random, "initech", "x") };
                return ($$"""{ "terms": { "customer.keyword": ["{{customers[0]}}", "{{customers[1]}}"] } }""", document => Texts(document, "customer").Intersect(customers).Any());
            case 2:
                var (low, high) = (random.Next(5000), random.Next(5000));
                return ($$"""{ "range": { "duration": { "gte": {{low}}, "lt": {{high}} } } }""", document => ReportRuns.Numbers(document, "duration").Any(value => value >= low && value < high));
            case 3:
                var bound = Math.Round((random.NextDouble() * 40) - 10, 3);
                return ($$"""{ "range": { "load": { "gt": {{bound}} } } }""", document => ReportRuns.Numbers(document, "load").Any(value => value > bound));
            case 4:
                var hours = random.Next(72);
                var time = ReportRuns.Start.AddHours(hours);
                return ($$"""{ "range": { "@timestamp": { "lte": "{{time:yyyy-MM-ddTHH:mm:ss}}Z" } } }""", document => ReportRuns.TimeOf(document) <= time.ToUnixTimeMilliseconds() + 999);
            case 5:
                var field = Pick(random, "customer", "duration", "load", "ok", "nothing");
                return ($$"""{ "exists": { "field": "{{field}}" } }""", document => ReportRuns.Values(document, field).Any());
            case 6:
                var words = new[] { Pick(random, "timeout", "Report", "disk"), Pick(random, "full", "retry", "10.0.0.1") };
                return ($$"""{ "match": { "message": { "query": "{{string.Join(' ', words)}}", "operator": "and" } } }""", document =>
                    words.All(word => Words(document).Contains(word.ToLowerInvariant())));
            case 7:
                var phrase = new[] { Pick(random, "timeout", "report", "disk"), Pick(random, "while", "full", "retry") };
                return ($$"""{ "match_phrase": { "message": "{{string.Join(' ', phrase)}}" } }""", document =>
                    Words(document).Zip(Words(document).Skip(1)).Any(pair => pair.First == phrase[0] && pair.Second == phrase[1]));
            default:
                var prefix = Pick(random, "user-1", "user-19", "user");
                return ($$"""{ "wildcard": { "user.keyword": "{{prefix}}*" } }""", document => Texts(document, "user").Any(user => user.StartsWith(prefix, StringComparison.Ordinal)));
        }
    }

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];

    private static IEnumerable<string> Texts(JsonNode document, string field) => ReportRuns.Values(document, field).Select(value => value.GetValue<string>());

    /// <summary>The words of the message, as the analyzer cuts them: "user-7" is two.</summary>
    private static IReadOnlyList<string> Words(JsonNode document) => document["message"]!.GetValue<string>().ToLowerInvariant().Split(' ', '-');
}
