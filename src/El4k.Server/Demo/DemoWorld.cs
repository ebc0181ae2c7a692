namespace El4k.Server.Demo;

/// <summary>The customers, users and reports of the demo: made up, the same for the same seed.</summary>
internal sealed class DemoWorld
{
    private static readonly string[] _customerNames =
    [
        "acme", "globex", "initech", "umbrella", "hooli", "stark-industries", "wayne-enterprises", "wonka", "cyberdyne", "tyrell", "soylent", "aperture",
        "monsters-inc", "duff", "gekko", "oscorp", "pied-piper", "vandelay", "dunder-mifflin", "sterling-cooper", "bluth", "prestige", "nakatomi", "weyland",
    ];

    private static readonly string[] _subjects = ["revenue", "churn", "nps", "response-rate", "account-health", "driver-analysis", "benchmark", "retention", "cohort", "forecast", "quota", "pipeline", "usage", "inventory"];
    private static readonly string[] _shapes = ["summary", "trend", "by-region"];

    private DemoWorld(DemoCustomer[] customers, DemoReport[] reports)
    {
        Customers = customers;
        Reports = reports;
    }

    public IReadOnlyList<DemoCustomer> Customers { get; }

    public IReadOnlyList<DemoReport> Reports { get; }

    public static DemoWorld Create(Random random)
    {
        var customers = new DemoCustomer[_customerNames.Length];
        for (var i = 0; i < customers.Length; i++)
        {
            // A few large customers and a long tail, as product usage has it.
            var weight = 1.0 / Math.Pow(i + 1, 0.9);
            var users = new string[Math.Max(4, (int)(160 * weight) + random.Next(6))];
            for (var u = 0; u < users.Length; u++)
            {
                users[u] = $"u{(i + 1) * 1000 + u}";
            }

            customers[i] = new DemoCustomer(_customerNames[i], weight, 0.6 + (random.NextDouble() * random.NextDouble() * 3.5), users);
        }

        var reports = new List<DemoReport>();
        foreach (var subject in _subjects)
        {
            foreach (var shape in _shapes)
            {
                var heavy = shape == "by-region" ? 2.5 : 1;
                reports.Add(new DemoReport($"{subject}-{shape}", $"/reports/{subject}/{shape}", "GET", 1.0 / Math.Pow(reports.Count + 1, 0.8), heavy * (60 + (random.NextDouble() * 700)), 0.35 + (random.NextDouble() * 0.5)));
            }
        }

        reports.Add(new DemoReport("export-csv", "/exports/{id}", "POST", 0.25, 4200, 0.8));
        return new DemoWorld(customers, [.. reports]);
    }
}
