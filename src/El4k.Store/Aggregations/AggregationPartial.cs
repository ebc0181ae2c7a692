using System.Text.Json;

namespace El4k.Store.Aggregations;

/// <summary>The result of an aggregation over some of the documents.</summary>
/// <remarks>Merging is associative and commutative, so any tree of merges gives the same answer.</remarks>
internal abstract class AggregationPartial
{
    /// <summary>What stands before the name with <c>typed_keys</c>, such as <c>date_histogram</c> or <c>sterms</c>.</summary>
    public abstract string TypedName { get; }

    /// <summary>Takes in the result over other documents, which must not be used afterwards.</summary>
    /// <param name="other">A partial of the same request.</param>
    public abstract void Merge(AggregationPartial other);

    /// <summary>Writes the properties of the result into the object that the writer is in.</summary>
    public abstract void WriteTo(Utf8JsonWriter json, AggregationOutput output);

    /// <summary>A figure of the result, to order buckets by.</summary>
    /// <param name="property">The name after the point of a path such as <c>load.95</c>; null without one.</param>
    /// <param name="figure">The figure; NaN when there is none over these documents.</param>
    /// <returns>False if the aggregation has no such figure.</returns>
    public virtual bool TryGetFigure(string? property, out double figure)
    {
        figure = double.NaN;
        return false;
    }

    /// <summary>The result of an aggregation inside, for paths such as <c>errors&gt;load</c>; null if there is none of that name.</summary>
    public virtual AggregationPartial? FindChild(string name) => null;
}
