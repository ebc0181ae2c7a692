using System.Text.Json;

namespace El4k.Store.Aggregations.Metric.Cardinality;

/// <summary>The distinct values of some documents.</summary>
internal sealed class CardinalityPartial(DistinctCounter? counter) : AggregationPartial
{
    private DistinctCounter? _counter = counter;

    public override string TypedName => CardinalityAggregation.TypeName;

    public override void Merge(AggregationPartial other)
    {
        var counter = ((CardinalityPartial)other)._counter;
        if (_counter is null)
        {
            _counter = counter;
        }
        else if (counter is not null)
        {
            _counter.Merge(counter);
        }
    }

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output) => json.WriteNumber("value", _counter?.Count() ?? 0);

    public override bool TryGetFigure(string? property, out double figure)
    {
        figure = _counter?.Count() ?? 0;
        return property is null or "value";
    }
}
