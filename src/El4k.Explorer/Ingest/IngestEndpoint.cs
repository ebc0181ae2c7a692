using System.Text.Json.Nodes;
using El4k.Elasticsearch;
using El4k.Explorer.Endpoints;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Ingest;

/// <summary>Answers <c>/api/ingest</c> from the documents in which collectors keep their counters.</summary>
/// <remarks>They are documents like all others, so this works over many regions and against any store.</remarks>
/// <param name="index">The index pattern of these documents.</param>
internal sealed class IngestEndpoint(string index) : IExplorerEndpoint
{
    private static readonly string[] InputCounters = ["received", "out", "parse_failures", "dropped"];
    private static readonly string[] OutputCounters = ["out", "failed", "retries", "dead_letters"];
    private static readonly TimeSpan RateSpan = TimeSpan.FromMinutes(1);

    public string Route => "/ingest";

    public async Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var range = request.Range("-1h");
        var interval = IntervalChooser.Choose(range, IntervalChooser.MaxAutoBuckets);
        var catalog = await request.Context.Catalogs.GetAsync(index, cancellationToken).ConfigureAwait(false);
        var names = new NamesOfFields(catalog);
        var indices = request.Store.ListIndicesAsync(cancellationToken);
        var lastReport = await LastReportAsync(request, cancellationToken).ConfigureAwait(false);

        // The rate is that of the last minute with reports: a collector that stopped does not go on at its old rate, for that minute then lies back.
        var end = lastReport is { } last && last < range.To ? last.AddMilliseconds(1) : range.To;
        var counters = await request.Store.SearchAsync(index, Counters(names, range, interval), cancellationToken).ConfigureAwait(false);
        var rates = await request.Store.SearchAsync(index, Rates(names, end), cancellationToken).ConfigureAwait(false);
        var received = rates.Buckets("instance").SelectMany(instance => instance.Buckets("plugin").Select(plugin => (
            Key: (instance.KeyText(), plugin.KeyText()), PerSecond: Math.Round((plugin.Value("received") ?? 0) / RateSpan.TotalSeconds, 3)))).ToDictionary(pair => pair.Key, pair => pair.PerSecond);

        var starts = counters.Buckets("time").Select(bucket => bucket.GetProperty("key").GetInt64()).ToList();
        var inputs = PluginCounters.Read(counters.Aggregation("inputs") ?? default, "instance").Select(one => ToInput(one, starts, received)).ToList();
        var outputs = PluginCounters.Read(counters.Aggregation("outputs") ?? default, "instance").Select(one => ToOutput(one, starts)).ToList();
        return new IngestAnswer(
            range, interval, starts, inputs, outputs, PersonalDataCount.Read(counters.Aggregation("pii") ?? default, "field"), Totals(inputs, outputs), lastReport,
            ToStored(await indices.ConfigureAwait(false), request.Now), request.Store.TookMs, request.Store.Requests);
    }

    private async Task<DateTime?> LastReportAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var answer = await request.Store.SearchAsync(index, SearchScope.Aggregate(Dsl.MatchAll(), Extent.Aggregations), cancellationToken).ConfigureAwait(false);
        return answer.Time("last");
    }

    private static JsonObject Counters(NamesOfFields names, TimeRange range, Interval interval) => SearchScope.Aggregate(
        Dsl.TimeRange(SearchScope.TimeField, range.From, range.To),
        new JsonObject
        {
            ["time"] = SearchScope.Histogram(interval, range),
            ["inputs"] = OfKind(names, "input", new JsonObject { ["instance"] = PluginCounters.Aggregation(names, interval, range, InputCounters) }),
            ["outputs"] = OfKind(names, "output", new JsonObject { ["instance"] = PluginCounters.Aggregation(names, interval, range, OutputCounters) }),
            ["pii"] = OfKind(names, "filter", new JsonObject { ["field"] = PersonalDataCount.Aggregation(names) }),
        });

    private static JsonObject Rates(NamesOfFields names, DateTime end) => SearchScope.Aggregate(
        Dsl.All([Dsl.TimeRange(SearchScope.TimeField, end - RateSpan, end), Dsl.Term(names.Exact("plugin.kind"), "input")]),
        new JsonObject
        {
            ["instance"] = Dsl.Aggregation("terms", new JsonObject { ["field"] = names.Exact("instance"), ["size"] = 200 }, new JsonObject
            {
                ["plugin"] = Dsl.Aggregation("terms", new JsonObject { ["field"] = names.Exact("plugin.id"), ["size"] = 200 }, new JsonObject
                {
                    ["received"] = Dsl.Metric("sum", "received"),
                }),
            }),
        });

    private static JsonObject OfKind(NamesOfFields names, string kind, JsonObject nested) =>
        new() { ["filter"] = Dsl.Term(names.Exact("plugin.kind"), kind), ["aggs"] = nested };

    private static IngestInput ToInput(PluginCounters one, List<long> starts, Dictionary<(string, string), double> rates) => new(
        one.Region, one.Instance, one.Pipeline, one.Id, one.Name,
        one.Sum("received"), one.Sum("out"), one.Sum("parse_failures"), one.Sum("dropped"),
        Loss(one.Sum("dropped"), one.Sum("received")), one.LastEvent, rates.GetValueOrDefault((one.Instance, one.Id)),
        new Dictionary<string, long[]>
        {
            ["received"] = one.Series("received", starts),
            ["out"] = one.Series("out", starts),
            ["parseFailures"] = one.Series("parse_failures", starts),
            ["dropped"] = one.Series("dropped", starts),
        });

    private static IngestOutput ToOutput(PluginCounters one, List<long> starts) => new(
        one.Region, one.Instance, one.Pipeline, one.Id, one.Name,
        one.Sum("out"), one.Sum("failed"), one.Sum("retries"), one.Sum("dead_letters"), one.LastDeadLetter.Reason, one.LastDeadLetter.At, one.LastEvent,
        new Dictionary<string, long[]>
        {
            ["out"] = one.Series("out", starts),
            ["failed"] = one.Series("failed", starts),
            ["retries"] = one.Series("retries", starts),
            ["deadLetters"] = one.Series("dead_letters", starts),
        });

    private static IngestTotals Totals(List<IngestInput> inputs, List<IngestOutput> outputs)
    {
        var received = inputs.Sum(input => input.Received);
        var dropped = inputs.Sum(input => input.Dropped);
        return new IngestTotals(
            received, inputs.Sum(input => input.Out), inputs.Sum(input => input.ParseFailures), dropped, Loss(dropped, received),
            outputs.Sum(output => output.Out), outputs.Sum(output => output.Failed), outputs.Sum(output => output.Retries), outputs.Sum(output => output.DeadLetters));
    }

    private static double? Loss(long dropped, long received) =>
        dropped + received == 0 ? null : Math.Round((double)dropped / (dropped + received), 6);

    private static StoredData ToStored(IReadOnlyList<IndexSummary> indices, DateTimeOffset now) => new(
        indices.Sum(index => index.Documents), indices.Sum(index => index.Bytes), [.. indices.Select(index => StoredIndex.Of(index, now))]);
}
