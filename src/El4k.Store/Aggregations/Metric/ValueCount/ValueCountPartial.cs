using System.Text.Json;

namespace El4k.Store.Aggregations.Metric.ValueCount;

/// <summary>The number of values of some documents.</summary>
internal sealed class ValueCountPartial(long count) : AggregationPartial
{
    private long _count = count;

    public override string TypedName => ValueCountAggregation.TypeName;

    public override void Merge(AggregationPartial other) => _count += ((ValueCountPartial)other)._count;

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output) => json.WriteNumber("value", _count);

    public override bool TryGetFigure(string? property, out double figure)
    {
        figure = _count;
        return property is null or "value";
    }
}
