using System.Text.Json;

namespace El4k.Store.Aggregations;

/// <summary>One bucket without a key, such as that of a filter.</summary>
internal sealed class SingleBucketPartial(string typedName, AggregationHeader header, BucketPartial bucket) : AggregationPartial
{
    public override string TypedName => typedName;

    public override void Merge(AggregationPartial other) => bucket.Merge(((SingleBucketPartial)other).Bucket);

    private BucketPartial Bucket => bucket;

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output)
    {
        output.AddBuckets(1);
        bucket.WriteTo(json, output, header.Children);
    }

    public override bool TryGetFigure(string? property, out double figure)
    {
        figure = bucket.Count;
        return property is null or "_count" or "doc_count";
    }

    public override AggregationPartial? FindChild(string name)
    {
        for (var i = 0; i < header.Children.Count; i++)
        {
            if (header.Children[i].Name == name)
            {
                return bucket.Children[i];
            }
        }

        return null;
    }
}
