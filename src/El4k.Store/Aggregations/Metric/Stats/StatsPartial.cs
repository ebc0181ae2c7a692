using System.Text.Json;

namespace El4k.Store.Aggregations.Metric.Stats;

/// <summary>Count, least, greatest, average and sum of some documents.</summary>
internal sealed class StatsPartial(Statistics statistics, ValueFormat format) : StatisticsPartial(statistics, format)
{
    public override string TypedName => StatsAggregation.TypeName;

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output)
    {
        json.WriteNumber("count", Values.Count);
        foreach (var name in (ReadOnlySpan<string>)["min", "max", "avg", "sum"])
        {
            TryGetFigure(name, out var figure);
            json.WritePropertyName(name);
            AggregationOutput.WriteNumber(json, figure);
        }

        if (Format.IsShown && Values.Count > 0)
        {
            foreach (var name in (ReadOnlySpan<string>)["min", "max", "avg", "sum"])
            {
                TryGetFigure(name, out var figure);
                Format.Write(json, name + "_as_string", figure);
            }
        }
    }

    public override bool TryGetFigure(string? property, out double figure)
    {
        figure = property switch
        {
            "count" => Values.Count,
            "min" => Values.Count == 0 ? double.NaN : Values.Min,
            "max" => Values.Count == 0 ? double.NaN : Values.Max,
            "avg" => Values.Average,
            "sum" => Values.Sum,
            _ => double.NaN,
        };
        return property is "count" or "min" or "max" or "avg" or "sum";
    }
}
