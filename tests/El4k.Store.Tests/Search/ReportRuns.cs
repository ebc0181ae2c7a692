using System.Text.Json.Nodes;

namespace El4k.Store.Tests.Search;

/// <summary>Random but repeatable documents about report runs: missing values, arrays, and times around a change of the clock.</summary>
internal static class ReportRuns
{
    /// <summary>Midnight in Berlin before the day of 25 hours, 25 October 2026.</summary>
    public static readonly DateTimeOffset Start = new(2026, 10, 24, 22, 0, 0, TimeSpan.Zero);

    private static readonly string[] Reports = ["sales", "stock", "Payroll", "audit", "überblick", "tax"];
    private static readonly string[] Customers = ["acme", "globex", "initech", "umbrella"];
    private static readonly string[] Words = ["timeout", "while", "reading", "Report", "disk", "full", "retry", "10.0.0.1", "user-7"];

    public static IReadOnlyList<string> Create(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Document(random).ToJsonString())];
    }

    /// <summary>All values of a field of a document, those of arrays one by one.</summary>
    public static IEnumerable<JsonNode> Values(JsonNode document, string field) => document[field] switch
    {
        null => [],
        JsonArray array => array.OfType<JsonNode>(),
        var value => [value],
    };

    public static IEnumerable<double> Numbers(JsonNode document, string field) => Values(document, field).Select(value => value.GetValue<double>());

    public static long TimeOf(JsonNode document) => DateTimeOffset.Parse(document["@timestamp"]!.GetValue<string>()).ToUnixTimeMilliseconds();

    private static JsonObject Document(Random random)
    {
        var document = new JsonObject
        {
            ["@timestamp"] = Start.AddSeconds(random.Next(3 * 86_400)).ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'"),
            ["report"] = Reports[random.Next(Reports.Length)],
            ["user"] = $"user-{random.Next(200)}",
            ["status"] = random.Next(10) == 0 ? 500 : 200,
            ["message"] = string.Join(' ', Enumerable.Range(0, 5).Select(_ => Words[random.Next(Words.Length)])),
        };
        switch (random.Next(5))
        {
            case 0:
                break;
            case 1:
                document["customer"] = new JsonArray(Customers[random.Next(4)], Customers[random.Next(4)]);
                break;
            default:
                document["customer"] = Customers[random.Next(4)];
                break;
        }

        switch (random.Next(8))
        {
            case 0:
                break;
            case 1:
                document["duration"] = new JsonArray(random.Next(1, 5000), random.Next(1, 5000));
                break;
            default:
                document["duration"] = random.Next(1, 5000);
                break;
        }

        if (random.Next(3) > 0)
        {
            document["load"] = Math.Round((random.NextDouble() * 40) - 10, 3);
        }

        if (random.Next(2) > 0)
        {
            document["ok"] = random.Next(2) == 0;
        }

        return document;
    }
}
