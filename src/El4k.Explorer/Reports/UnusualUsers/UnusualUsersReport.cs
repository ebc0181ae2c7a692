using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Explorer.Filters;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Reports.UnusualUsers;

/// <summary>Which users are far above normal.</summary>
internal sealed class UnusualUsersReport : IReport
{
    // Two levels of buckets have to stay below the 65,536 that stores allow in one answer.
    private static readonly int MaxUsers = 10_000;
    private static readonly int MaxCustomersPerUser = 5;
    private static readonly int SparkPoints = 40;

    public string Name => "unusual-users";

    public string Title => "Unusual users";

    public string Question => "Are there users far above normal usage?";

    public async Task<ReportAnswer> AnswerAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        var fields = await RunFields.ProbeAsync(request, [RunFields.User, RunFields.Customer], [RunFields.Duration], cancellationToken).ConfigureAwait(false);
        if (!fields.Has(RunFields.User))
        {
            return await request.NothingAsync(this, "a field user", [FieldFilter.Exists(RunFields.User)], cancellationToken).ConfigureAwait(false);
        }

        var filters = fields.RunsOf(RunFields.User);
        var timed = fields.Has(RunFields.User, RunFields.Duration);
        var byCustomer = fields.Has(RunFields.Customer);
        var answer = await SearchAsync(request, request.Range, filters, null, Usage(request, byCustomer, timed), cancellationToken).ConfigureAwait(false);
        var users = Read(answer, timed).ToList();
        var all = UnusualUserRule.Find(users);
        var unusual = all.Take(request.Size).ToList();
        var distinct = Math.Max(answer.Buckets("users").Count(), (long)(answer.Value("distinct") ?? 0));

        var interval = IntervalChooser.Choose(request.Range, SparkPoints);
        var (sparkAt, sparks) = await SparksAsync(request, filters, unusual, interval, cancellationToken).ConfigureAwait(false);
        var before = await BeforeAsync(request, filters, unusual, byCustomer, cancellationToken).ConfigureAwait(false);
        var result = request.Answer(this, Sentence(unusual, all.Count, distinct, byCustomer));
        return result with
        {
            Columns = [.. Columns(request, byCustomer, timed)],
            Rows = [.. unusual.Select((user, i) => ToRow(request, filters, user, i + 1, timed, sparks, before))],
            Total = new ReportRow(
                ReportRowKind.Total, "All users", null, new Dictionary<string, JsonNode?> { ["runs"] = answer.Total(), ["time"] = answer.Value("sum") },
                new Dictionary<string, double?>(), [], null, [], request.Discover(filters)),
            SparkAt = sparkAt,
            SparkInterval = interval,
            Rule = UnusualUserRule.InWords(timed),
            Notes = [.. result.Notes, .. Notes(distinct, byCustomer, timed, all.Count - unusual.Count)],
        };
    }

    private static Task<JsonElement> SearchAsync(
        ReportRequest request, TimeRange range, IReadOnlyList<string> filters, IEnumerable<UnusualUser>? users, JsonObject aggregations, CancellationToken cancellationToken)
    {
        var query = users is null
            ? request.QueryFor(range, filters)
            : request.QueryFor(range, filters, Dsl.Terms(request.Exact(RunFields.User), users.Select(user => (JsonNode)user.Usage.User).ToList()));
        return request.Store.SearchAsync(request.Scope.Index, SearchScope.Aggregate(query, aggregations), cancellationToken);
    }

    private static JsonObject Usage(ReportRequest request, bool byCustomer, bool timed)
    {
        var sum = timed ? new JsonObject { ["sum"] = Dsl.Metric("sum", RunFields.Duration) } : [];
        var perUser = (JsonObject)sum.DeepClone();
        if (byCustomer)
        {
            perUser["customers"] = Dsl.Aggregation(
                "terms", new JsonObject { ["field"] = request.Exact(RunFields.Customer), ["size"] = MaxCustomersPerUser }, (JsonObject)sum.DeepClone());
        }

        var user = request.Exact(RunFields.User);
        sum["users"] = Dsl.Aggregation("terms", new JsonObject { ["field"] = user, ["size"] = MaxUsers }, perUser);
        sum["distinct"] = Dsl.Metric("cardinality", user);
        return sum;
    }

    // The same name at two customers is two users.
    private static IEnumerable<UserUsage> Read(JsonElement answer, bool timed)
    {
        foreach (var user in answer.Buckets("users"))
        {
            var customers = user.Buckets("customers").ToList();
            foreach (var customer in customers)
            {
                yield return new UserUsage(user.KeyText(), customer.KeyText(), customer.Count(), timed ? customer.Value("sum") : null);
            }

            if (customers.Count == 0)
            {
                yield return new UserUsage(user.KeyText(), null, user.Count(), timed ? user.Value("sum") : null);
            }
        }
    }

    private static async Task<(IReadOnlyList<long> At, Dictionary<(string, string?), double[]> Lines)> SparksAsync(
        ReportRequest request, IReadOnlyList<string> filters, List<UnusualUser> unusual, Interval interval, CancellationToken cancellationToken)
    {
        var lines = new Dictionary<(string, string?), double[]>();
        if (unusual.Count == 0)
        {
            return ([], lines);
        }

        var aggregations = new JsonObject { ["time"] = SearchScope.Histogram(interval, request.Range) };
        for (var i = 0; i < unusual.Count; i++)
        {
            aggregations[$"user_{i}"] = new JsonObject
            {
                ["filter"] = Dsl.All(FiltersOf(unusual[i]).Select(request.ToQuery)),
                ["aggs"] = new JsonObject { ["time"] = SearchScope.Histogram(interval, request.Range) },
            };
        }

        var answer = await SearchAsync(request, request.Range, filters, unusual, aggregations, cancellationToken).ConfigureAwait(false);
        var at = answer.Buckets("time").Select(bucket => bucket.GetProperty("key").GetInt64()).ToList();
        for (var i = 0; i < unusual.Count; i++)
        {
            var line = new double[at.Count];
            foreach (var bucket in (answer.Aggregation($"user_{i}") ?? default).Buckets("time"))
            {
                var place = at.BinarySearch(bucket.GetProperty("key").GetInt64());
                if (place >= 0)
                {
                    line[place] = bucket.Count();
                }
            }

            lines[(unusual[i].Usage.User, unusual[i].Usage.Customer)] = line;
        }

        return (at, lines);
    }

    private static async Task<Dictionary<(string, string?), long>?> BeforeAsync(
        ReportRequest request, IReadOnlyList<string> filters, List<UnusualUser> unusual, bool byCustomer, CancellationToken cancellationToken)
    {
        if (request.Before is not { } range || unusual.Count == 0)
        {
            return null;
        }

        var answer = await SearchAsync(request, range, filters, unusual, Usage(request, byCustomer, timed: false), cancellationToken).ConfigureAwait(false);
        return Read(answer, timed: false).ToDictionary(user => (user.User, user.Customer), user => user.Runs);
    }

    private static ReportRow ToRow(
        ReportRequest request, IReadOnlyList<string> filters, UnusualUser user, int rank, bool timed,
        Dictionary<(string, string?), double[]> sparks, Dictionary<(string, string?), long>? before)
    {
        var usage = user.Usage;
        var key = (usage.User, usage.Customer);
        var runsBefore = before is null ? (long?)null : before.GetValueOrDefault(key);
        var cells = new Dictionary<string, JsonNode?>
        {
            ["customer"] = usage.Customer,
            ["runs"] = usage.Runs,
            ["runs_factor"] = Math.Round(user.RunsFactor, 2),
            ["score"] = Math.Round(user.Score, 1),
            ["change"] = runsBefore is { } earlier ? Change.Of(usage.Runs, earlier) : null,
        };
        if (timed)
        {
            cells["time"] = usage.Ms;
            cells["time_factor"] = Math.Round(user.MsFactor, 2);
        }

        var own = FiltersOf(user);
        return new ReportRow(
            ReportRowKind.Value, usage.User, rank, cells,
            runsBefore is null ? [] : new Dictionary<string, double?> { ["runs"] = runsBefore },
            sparks.GetValueOrDefault(key, []), runsBefore == 0 ? "new" : null, own, request.Discover([.. own, .. filters]));
    }

    private static List<string> FiltersOf(UnusualUser user) => user.Usage.Customer is { } customer
        ? [FieldFilter.Is(RunFields.User, user.Usage.User), FieldFilter.Is(RunFields.Customer, customer)]
        : [FieldFilter.Is(RunFields.User, user.Usage.User)];

    private static IEnumerable<ReportColumn> Columns(ReportRequest request, bool byCustomer, bool timed)
    {
        yield return GroupColumns.Label("User");
        if (byCustomer)
        {
            yield return new ReportColumn("customer", "Customer", ReportColumnKind.Text);
        }

        yield return GroupColumns.Runs();
        yield return new ReportColumn("runs_factor", "× median runs", ReportColumnKind.Factor, Help: "Runs divided by the median of the customer's users");
        if (timed)
        {
            yield return GroupColumns.Sum("time", "Total time", RunFields.Duration);
            yield return new ReportColumn("time_factor", "× median time", ReportColumnKind.Factor, Help: "Total time divided by the median of the customer's users");
        }

        yield return new ReportColumn("score", "Score", ReportColumnKind.Number, Sorted: true, Help: "Robust deviations above the median on a logarithmic scale, the higher of runs and time");
        foreach (var change in GroupColumns.Change(request, "Runs"))
        {
            yield return change;
        }

        yield return GroupColumns.Spark(null, "Runs");
    }

    private static IEnumerable<string> Notes(long distinct, bool byCustomer, bool timed, int notShown)
    {
        if (notShown > 0)
        {
            yield return $"{notShown:N0} more users fulfil the rule and are not shown.";
        }

        if (!byCustomer)
        {
            yield return "No document has a field customer in this time range, so all users are compared with each other.";
        }

        if (!timed)
        {
            yield return "No document has a field duration in this time range, so only runs are compared.";
        }

        if (distinct > MaxUsers)
        {
            yield return $"Only the {MaxUsers:N0} users with most runs, of about {distinct:N0}, were compared.";
        }
    }

    private static string Sentence(List<UnusualUser> shown, int count, long distinct, bool byCustomer)
    {
        var peers = byCustomer ? "their own customer" : "all users";
        if (count == 0)
        {
            return $"None of {ReportText.Count(distinct)} users is far above the median of {peers}.";
        }

        var first = shown[0];
        var (factor, what) = first.RunsFactor >= first.MsFactor ? (first.RunsFactor, "the median runs") : (first.MsFactor, "the median time");
        var who = first.Usage.Customer is { } customer ? $"{first.Usage.User} of {customer}" : first.Usage.User;
        return $"{ReportText.Count(count)} of {ReportText.Count(distinct)} users {(count == 1 ? "is" : "are")} far above the median of {peers}: {who} has {ReportText.Factor(factor)} {what}.";
    }
}
