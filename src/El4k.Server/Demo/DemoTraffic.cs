namespace El4k.Server.Demo;

/// <summary>Believable report traffic in order of time: office hours, weekends, a slow growth, one misbehaving user and one incident.</summary>
/// <param name="end">The newest event is just before this moment.</param>
/// <param name="days">How far back it begins.</param>
/// <param name="runs">About how many runs of normal traffic; the misbehaving user comes on top.</param>
internal sealed class DemoTraffic(DateTimeOffset end, int days, int runs, int seed)
{
    private static readonly string[] _regions = ["eu-west-1", "us-east-1", "ap-southeast-2", "ca-central-1"];

    // Runs by hour of the day (UTC), relative; a second, lower bump is the American afternoon.
    private static readonly double[] _byHour = [.12, .08, .06, .06, .1, .25, .6, 1.2, 2.1, 2.6, 2.7, 2.3, 1.9, 2.4, 2.6, 2.5, 2.1, 1.6, 1.3, 1.1, .8, .5, .3, .2];

    /// <summary>A script that someone left running: this user asks for one heavy report hundreds of times a night, the last four days.</summary>
    public const string MisbehavingUser = "u3007";

    /// <summary>When the database was slow: six days before the end, three hours.</summary>
    public DateTimeOffset IncidentStart => new DateTimeOffset(end.UtcDateTime.Date, TimeSpan.Zero).AddDays(-6).AddHours(13);

    public DateTimeOffset IncidentEnd => IncidentStart.AddHours(3);

    public IEnumerable<DemoRun> Runs()
    {
        var random = new Random(seed);
        var world = DemoWorld.Create(random);
        var customers = new WeightedChoice<DemoCustomer>(world.Customers, c => c.Weight);
        var reports = new WeightedChoice<DemoReport>(world.Reports, r => r.Weight);
        var runaway = world.Customers.Single(c => c.Users.Contains(MisbehavingUser));
        var heavy = world.Reports.MaxBy(r => r.MedianMs * r.DatabaseShare)!;
        var start = end.AddDays(-days);
        var perUnit = runs / TotalWeight(start);
        for (var minute = start; minute < end; minute = minute.AddMinutes(1))
        {
            foreach (var run in Minute(minute, Draw(random, Weight(minute, start) * perUnit), () => customers.Next(random), () => reports.Next(random), null, random)
                .Concat(Minute(minute, Draw(random, Runaway(minute)), () => runaway, () => heavy, MisbehavingUser, random))
                .OrderBy(r => r.Time))
            {
                if (run.Time < end)
                {
                    yield return run;
                }
            }
        }
    }

    private IEnumerable<DemoRun> Minute(DateTimeOffset minute, int count, Func<DemoCustomer> customer, Func<DemoReport> report, string? user, Random random)
    {
        var runs = new DemoRun[count];
        for (var i = 0; i < count; i++)
        {
            var who = customer();
            runs[i] = Run(minute.AddMilliseconds(random.Next(60_000)), who, user ?? who.Users[(int)(who.Users.Length * random.NextDouble() * random.NextDouble())], report(), random);
        }

        return runs;
    }

    private DemoRun Run(DateTimeOffset time, DemoCustomer customer, string user, DemoReport report, Random random)
    {
        var incident = time >= IncidentStart && time < IncidentEnd;
        var database = Math.Clamp(report.DatabaseShare + (0.1 * Normal(random)), 0.05, 0.97);
        var duration = report.MedianMs * customer.DataSize * Math.Exp(0.55 * Normal(random));
        if (incident)
        {
            duration *= 1 + (database * 6);
            database = Math.Min(0.97, database * 1.3);
        }

        var chance = random.NextDouble();
        var status = chance < (incident ? 0.22 : 0.004) ? 500 : chance < (incident ? 0.30 : 0.008) ? 504 : chance < 0.02 + (incident ? 0.3 : 0) ? 422 : chance < 0.03 ? 404 : 200;
        if (status is 422 or 404)
        {
            duration = 8 + (random.NextDouble() * 20);
        }

        var region = _regions[StableHash(customer.Name) % 7 % _regions.Length];
        var ms = Math.Clamp((int)duration, 3, 110_000);
        return new DemoRun(time, customer, user, report, status, ms, (int)(ms * database), 1 + random.Next(report.MedianMs > 1000 ? 40 : 9), region, $"reports-{1 + random.Next(4)}");
    }

    // Runs a minute: three in traffic of the usual size.
    private double Runaway(DateTimeOffset minute) =>
        minute >= end.AddDays(-4) && minute.Hour < 6 ? 3 * (runs / 200_000.0) : 0;

    private double TotalWeight(DateTimeOffset start)
    {
        var sum = 0.0;
        for (var minute = start; minute < end; minute = minute.AddMinutes(1))
        {
            sum += Weight(minute, start);
        }

        return sum;
    }

    private double Weight(DateTimeOffset minute, DateTimeOffset start)
    {
        var day = minute.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.18 : minute.DayOfWeek is DayOfWeek.Monday ? 1.15 : 1.0;
        var growth = 1 + (0.25 * ((minute - start) / (end - start)));
        return _byHour[minute.Hour] * day * growth;
    }

    private static int Draw(Random random, double expected)
    {
        var whole = (int)expected;
        return whole + (random.NextDouble() < expected - whole ? 1 : 0);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // string.GetHashCode differs from process to process; the demo must not.
    private static int StableHash(string text) => text.Aggregate(17, (hash, c) => ((hash * 31) + c) & 0x7FFFFFFF);
}
