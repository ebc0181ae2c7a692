using System.Text.Json;

namespace El4k.Store.Aggregations;

/// <summary>One bucket over some of the documents: how many, and the results inside.</summary>
internal sealed class BucketPartial(long count, AggregationPartial[] children)
{
    public long Count { get; private set; } = count;

    public AggregationPartial[] Children { get; } = children;

    public static BucketPartial Empty(IReadOnlyList<Aggregation> children) =>
        new(0, [.. children.Select(child => child.CreateEmpty())]);

    public void Merge(BucketPartial other)
    {
        Count += other.Count;
        for (var i = 0; i < Children.Length; i++)
        {
            Children[i].Merge(other.Children[i]);
        }
    }

    /// <summary>Writes <c>doc_count</c> and the results inside into the object that the writer is in.</summary>
    public void WriteTo(Utf8JsonWriter json, AggregationOutput output, IReadOnlyList<Aggregation> children)
    {
        json.WriteNumber("doc_count", Count);
        output.Write(json, children, Children);
    }
}
