using System.Text.Json;
using El4k.Store.Search;

namespace El4k.Store.Aggregations.Bucket.Filters;

/// <summary>The <c>filters</c> request: a bucket for each of some queries, and one for the rest if wanted.</summary>
internal sealed record FiltersAggregation(
    AggregationHeader Header, IReadOnlyList<Query> Queries, IReadOnlyList<KeyedBuckets.Label> Labels, bool HasOther, bool Keyed) : Aggregation(Header)
{
    public const string TypeName = "filters";

    public static FiltersAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries)
    {
        var filters = body.Read("filters");
        var path = body.PathOf("filters");
        var otherKey = body.ReadString("other_bucket_key");
        var hasOther = body.ReadBoolean("other_bucket", otherKey is not null);
        var isNamed = filters.ValueKind == JsonValueKind.Object;
        var keyed = body.ReadBoolean("keyed", isNamed) && isNamed;
        List<Query> parsed;
        List<KeyedBuckets.Label> labels;
        if (isNamed)
        {
            parsed = [.. filters.EnumerateObject().Select(filter => queries.Parse(filter.Value, $"{path}.{filter.Name}"))];
            labels = [.. filters.EnumerateObject().Select(filter => new KeyedBuckets.Label(filter.Name))];
        }
        else
        {
            parsed = [.. body.ReadList("filters").Select(filter => queries.Parse(filter.Value, filter.Path))];
            labels = [.. parsed.Select(_ => new KeyedBuckets.Label("", IsWritten: false))];
        }

        if (parsed.Count == 0)
        {
            throw new InvalidRequestException(InvalidRequestException.IllegalArgument, $"[{path}] needs at least one query: [filters] cannot be empty");
        }

        if (hasOther)
        {
            labels.Add(new KeyedBuckets.Label(otherKey ?? "_other_", IsWritten: isNamed));
        }

        return new FiltersAggregation(header, parsed, labels, hasOther, keyed);
    }

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits) =>
        new FiltersCollector(this, segment, limits);

    public override AggregationPartial CreateEmpty() =>
        new KeyedBuckets(TypeName, Header, Labels, [.. Labels.Select(_ => BucketPartial.Empty(Header.Children))], Keyed);
}
