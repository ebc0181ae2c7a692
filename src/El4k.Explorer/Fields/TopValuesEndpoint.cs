using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Explorer.Endpoints;
using El4k.Explorer.Errors;
using El4k.Explorer.Mapping;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.Searching;

namespace El4k.Explorer.Fields;

/// <summary>Answers <c>/api/fields/{name}/top</c>.</summary>
internal sealed class TopValuesEndpoint : IExplorerEndpoint
{
    private static readonly int DefaultSize = 5;
    private static readonly int MaxSize = 1_000;

    public string Route => "/fields/{name}/top";

    public async Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        var range = request.Range();
        var size = request.Number("size", DefaultSize, MaxSize);
        var scope = await request.ScopeAsync(range, cancellationToken).ConfigureAwait(false);
        var field = Find(scope.Catalog, request.RouteValue("name"));
        var answer = await request.Store.SearchAsync(
            scope.Index, SearchScope.Aggregate(scope.QueryFor(range), Aggregations(field, size)), cancellationToken).ConfigureAwait(false);

        var withField = answer.Aggregation("with_field")?.Count() ?? 0;
        var values = answer.Buckets("values").Select(bucket => ToValue(field, bucket, withField)).ToList();
        var other = Math.Max(0, withField - values.Sum(value => value.Count));
        return new TopValuesAnswer(
            field.Name, field.Kind, answer.Total(), withField, values, new OtherValues(other, Share(other, withField)),
            Math.Max(values.Count, (long)(answer.Value("distinct") ?? 0)), Stats(field, answer), range, request.Store.TookMs, request.Store.Requests);
    }

    private static Field Find(FieldCatalog catalog, string name)
    {
        if (catalog.Find(name) is not { } field)
        {
            var nearest = catalog.Nearest(name);
            throw new NotFoundException($"No document has a field “{name}”." + (nearest is null ? "" : $" Did you mean “{nearest}”?"));
        }

        return field.ExactName is not null && field.Kind != FieldKind.Other
            ? field
            : throw new BadParameterException(new ExplorerError($"“{name}” is indexed only word by word, so its values cannot be counted.", "name"));
    }

    private static JsonObject Aggregations(Field field, int size)
    {
        var exact = field.ExactName!;
        var aggregations = new JsonObject
        {
            ["values"] = Dsl.Aggregation("terms", new JsonObject { ["field"] = exact, ["size"] = size }),
            ["with_field"] = new JsonObject { ["filter"] = Dsl.Exists(field.Name) },
            ["distinct"] = Dsl.Metric("cardinality", exact),
        };
        if (field.Kind == FieldKind.Number)
        {
            foreach (var metric in (string[])["min", "max", "avg", "sum"])
            {
                aggregations[metric] = Dsl.Metric(metric, exact);
            }

            aggregations["percentiles"] = Dsl.Percentiles(exact);
        }

        return aggregations;
    }

    private static TopValue ToValue(Field field, JsonElement bucket, long withField)
    {
        var value = BucketValue.Read(field, bucket);
        return new TopValue(value.Value, value.Label, bucket.Count(), Share(bucket.Count(), withField), value.Filter);
    }

    private static NumberStats? Stats(Field field, JsonElement answer) => field.Kind != FieldKind.Number
        ? null
        : new NumberStats(
            answer.Value("min"), answer.Value("max"), answer.Value("avg"),
            answer.Percentile("percentiles", "50.0"), answer.Percentile("percentiles", "95.0"), answer.Value("sum"));

    private static double Share(long part, long whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 6);
}
