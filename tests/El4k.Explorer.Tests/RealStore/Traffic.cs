using System.Text;
using System.Text.Json;

namespace El4k.Explorer.Tests.RealStore;

/// <summary>Three weeks of runs, the same at each call, of which every number can be recounted with LINQ.</summary>
internal static class Traffic
{
    private static readonly string[] Reports = ["sales", "stock", "tax", "monthly close", "a, b", "churn"];
    private static readonly string[] Customers = ["acme", "globex", "initech", "umbrella"];

    public static IReadOnlyList<Run> Runs { get; } = [.. Make()];

    public static byte[] Bulk()
    {
        var body = new StringBuilder();
        var id = 0;
        foreach (var run in Runs)
        {
            body.Append("{\"index\":{\"_index\":\"logstash-reports-").Append(run.Time.ToString("yyyy.MM.dd", null)).Append("\",\"_id\":\"").Append(id++).Append("\"}}\n");
            var document = new Dictionary<string, object?>
            {
                ["@timestamp"] = run.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null),
                ["service"] = "reports",
                ["message"] = run.Message,
                ["report"] = run.Report,
                ["route"] = run.Route,
                ["customer"] = run.Customer,
                ["user"] = run.User,
                ["status"] = run.Status,
                ["context"] = new { attempt = run.Status == 200 ? 1 : 2 },
            };
            if (run.Duration is { } duration)
            {
                document["duration"] = duration;
                document["db_ms"] = run.DatabaseMs;
                document["failed"] = run.Status >= 500;
            }

            body.Append(JsonSerializer.Serialize(document)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(body.ToString());
    }

    private static IEnumerable<Run> Make()
    {
        var random = new Random(20261125);
        var begin = Some.Now.AddDays(-21);
        for (var i = 0; i < 3_000; i++)
        {
            var time = begin + TimeSpan.FromMilliseconds(Math.Floor(random.NextDouble() * TimeSpan.FromDays(21).TotalMilliseconds));
            var customer = Customers[(int)(Customers.Length * Math.Pow(random.NextDouble(), 1.5))];
            var user = $"{customer}-{random.Next(8)}";
            var report = Reports[(int)(Reports.Length * Math.Pow(random.NextDouble(), 2))];
            var status = random.Next(20) == 0 ? 500 : 200;
            var duration = 20 + (long)(Math.Pow(random.NextDouble(), 3) * 4_000);
            yield return new Run(time, report, customer, user, status, duration, duration * random.Next(20, 90) / 100, "request");
            if (status == 500)
            {
                yield return new Run(time.AddMilliseconds(1), report, customer, user, status, null, null, $"Report {report} failed: connection reset by peer");
            }
        }

        // A report that nobody ran any more last week.
        for (var i = 0; i < 40; i++)
        {
            yield return new Run(Some.Now.AddDays(-10).AddMinutes(i), "legacy", "globex", "globex-1", 200, 70, 30, "request");
        }

        // Last week one user of acme runs riot.
        for (var i = 0; i < 500; i++)
        {
            yield return new Run(Some.Now.AddDays(-3).AddSeconds(7 * i), "sales", "acme", "acme-riot", 200, 50, 40, "request");
        }
    }
}
