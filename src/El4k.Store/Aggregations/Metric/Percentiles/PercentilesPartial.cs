using System.Globalization;
using System.Text.Json;

namespace El4k.Store.Aggregations.Metric.Percentiles;

/// <summary>The distribution of some documents.</summary>
internal sealed class PercentilesPartial(PercentilesAggregation request, LogLinearHistogram? histogram, ValueFormat format) : AggregationPartial
{
    private LogLinearHistogram? _histogram = histogram;
    private ValueFormat _format = format;

    public override string TypedName => "tdigest_percentiles";

    public override void Merge(AggregationPartial other)
    {
        var partial = (PercentilesPartial)other;
        _format = _format.IsShown ? _format : partial._format;
        if (_histogram is null)
        {
            _histogram = partial._histogram;
        }
        else if (partial._histogram is not null)
        {
            _histogram.Merge(partial._histogram);
        }
    }

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output)
    {
        var values = Quantiles(request.Percents);
        if (request.Keyed)
        {
            json.WriteStartObject("values");
            for (var i = 0; i < values.Length; i++)
            {
                var key = KeyOf(request.Percents[i]);
                json.WritePropertyName(key);
                AggregationOutput.WriteNumber(json, values[i]);
                _format.Write(json, key + "_as_string", values[i]);
            }

            json.WriteEndObject();
            return;
        }

        json.WriteStartArray("values");
        for (var i = 0; i < values.Length; i++)
        {
            json.WriteStartObject();
            json.WritePropertyName("key");
            AggregationOutput.WriteNumber(json, request.Percents[i]);
            json.WritePropertyName("value");
            AggregationOutput.WriteNumber(json, values[i]);
            _format.Write(json, "value_as_string", values[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public override bool TryGetFigure(string? property, out double figure)
    {
        figure = double.NaN;
        if (!double.TryParse(property, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) || !request.Percents.Contains(percent))
        {
            return false;
        }

        figure = Quantiles([percent])[0];
        return true;
    }

    private static string KeyOf(double percent) => percent.ToString("0.0###############", CultureInfo.InvariantCulture);

    private double[] Quantiles(IReadOnlyList<double> percents)
    {
        if (_histogram is null)
        {
            return [.. percents.Select(_ => double.NaN)];
        }

        return _histogram.Quantiles([.. percents.Select(percent => percent / 100)], request.IsNearestRank);
    }
}
