using System.Text.Json;

namespace El4k.Store.Aggregations.Metric.ExtendedStats;

/// <summary>Count, extent, average and spread of some documents.</summary>
internal sealed class ExtendedStatsPartial(ExtendedStatsAggregation request, Statistics statistics, double squares) : AggregationPartial
{
    private Statistics _statistics = statistics;
    private double _squares = squares;

    private static readonly string[] Figures =
        ["min", "max", "avg", "sum", "sum_of_squares", "variance", "variance_population", "variance_sampling", "std_deviation", "std_deviation_population", "std_deviation_sampling"];

    private static readonly string[] Bounds = ["upper", "lower", "upper_population", "lower_population", "upper_sampling", "lower_sampling"];

    public override string TypedName => ExtendedStatsAggregation.TypeName;

    public override void Merge(AggregationPartial other)
    {
        var partial = (ExtendedStatsPartial)other;
        _statistics.Merge(partial._statistics);
        _squares += partial._squares;
    }

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output)
    {
        json.WriteNumber("count", _statistics.Count);
        foreach (var name in Figures)
        {
            Write(json, name, name);
        }

        json.WriteStartObject("std_deviation_bounds");
        foreach (var name in Bounds)
        {
            Write(json, name, "std_" + name);
        }

        json.WriteEndObject();
    }

    public override bool TryGetFigure(string? property, out double figure)
    {
        var isEmpty = _statistics.Count == 0;
        figure = property switch
        {
            "count" => _statistics.Count,
            "sum" => _statistics.Sum,
            "sum_of_squares" when !isEmpty => _squares,
            "min" when !isEmpty => _statistics.Min,
            "max" when !isEmpty => _statistics.Max,
            "avg" => _statistics.Average,
            "variance" or "variance_population" => Variance(sampling: false),
            "variance_sampling" => Variance(sampling: true),
            "std_deviation" or "std_deviation_population" => Math.Sqrt(Variance(sampling: false)),
            "std_deviation_sampling" => Math.Sqrt(Variance(sampling: true)),
            "std_upper" or "std_upper_population" => Bound(1, sampling: false),
            "std_lower" or "std_lower_population" => Bound(-1, sampling: false),
            "std_upper_sampling" => Bound(1, sampling: true),
            "std_lower_sampling" => Bound(-1, sampling: true),
            _ => double.NaN,
        };
        return property is "count" || Array.IndexOf(Figures, property) >= 0 || (property is not null && property.StartsWith("std_", StringComparison.Ordinal));
    }

    private void Write(Utf8JsonWriter json, string name, string figureName)
    {
        TryGetFigure(figureName, out var figure);
        json.WritePropertyName(name);
        AggregationOutput.WriteNumber(json, figure);
    }

    /// <summary>Rounding may make the difference of two large sums slightly negative.</summary>
    private double Variance(bool sampling)
    {
        var count = _statistics.Count;
        var squares = Math.Max(_squares - (_statistics.Sum * _statistics.Sum / count), 0);
        return sampling ? squares / (count - 1) : squares / count;
    }

    private double Bound(int sign, bool sampling) => _statistics.Average + (sign * request.Sigma * Math.Sqrt(Variance(sampling)));
}
