using System.Text.Json;

namespace El4k.Store.Aggregations;

/// <summary>One figure made of count, sum, least and greatest, such as the average.</summary>
/// <param name="typedName">The aggregation's type.</param>
/// <param name="statistics">What was gathered.</param>
/// <param name="format">How the field's values are shown.</param>
/// <param name="select">The figure; NaN is written as null.</param>
internal sealed class FigurePartial(
    string typedName, Statistics statistics, ValueFormat format, Func<Statistics, double> select) : StatisticsPartial(statistics, format)
{
    public override string TypedName => typedName;

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output)
    {
        var value = select(Values);
        json.WritePropertyName("value");
        AggregationOutput.WriteNumber(json, value);
        Format.Write(json, "value_as_string", value);
    }

    public override bool TryGetFigure(string? property, out double figure)
    {
        figure = select(Values);
        return property is null or "value";
    }
}
