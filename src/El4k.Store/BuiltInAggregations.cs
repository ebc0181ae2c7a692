using El4k.Store.Aggregations;
using El4k.Store.Aggregations.Bucket.DateHistogram;
using El4k.Store.Aggregations.Bucket.Filter;
using El4k.Store.Aggregations.Bucket.Filters;
using El4k.Store.Aggregations.Bucket.Histogram;
using El4k.Store.Aggregations.Bucket.Missing;
using El4k.Store.Aggregations.Bucket.Range;
using El4k.Store.Aggregations.Bucket.Terms;
using El4k.Store.Aggregations.Metric.Avg;
using El4k.Store.Aggregations.Metric.Cardinality;
using El4k.Store.Aggregations.Metric.ExtendedStats;
using El4k.Store.Aggregations.Metric.Max;
using El4k.Store.Aggregations.Metric.Min;
using El4k.Store.Aggregations.Metric.Percentiles;
using El4k.Store.Aggregations.Metric.Stats;
using El4k.Store.Aggregations.Metric.Sum;
using El4k.Store.Aggregations.Metric.ValueCount;
using El4k.Store.Search;

namespace El4k.Store;

/// <summary>The aggregations that a request may use: one line each.</summary>
internal static class BuiltInAggregations
{
    public static AggregationParser CreateParser(QueryParser queries)
    {
        var aggregations = new AggregationParser(queries);
        aggregations.AddBucket(DateHistogramAggregation.TypeName, DateHistogramAggregation.Parse);
        aggregations.AddBucket(TermsAggregation.TypeName, TermsAggregation.Parse);
        aggregations.AddBucket(HistogramAggregation.TypeName, HistogramAggregation.Parse);
        aggregations.AddBucket(RangeAggregation.TypeName, RangeAggregation.Parse);
        aggregations.AddBucket(FilterAggregation.TypeName, FilterAggregation.Parse);
        aggregations.AddBucket(FiltersAggregation.TypeName, FiltersAggregation.Parse);
        aggregations.AddBucket(MissingAggregation.TypeName, MissingAggregation.Parse);
        aggregations.AddMetric(AvgAggregation.Type, AvgAggregation.Parse);
        aggregations.AddMetric(SumAggregation.Type, SumAggregation.Parse);
        aggregations.AddMetric(MinAggregation.Type, MinAggregation.Parse);
        aggregations.AddMetric(MaxAggregation.Type, MaxAggregation.Parse);
        aggregations.AddMetric(StatsAggregation.TypeName, StatsAggregation.Parse);
        aggregations.AddMetric(ExtendedStatsAggregation.TypeName, ExtendedStatsAggregation.Parse);
        aggregations.AddMetric(ValueCountAggregation.TypeName, ValueCountAggregation.Parse);
        aggregations.AddMetric(CardinalityAggregation.TypeName, CardinalityAggregation.Parse);
        aggregations.AddMetric(PercentilesAggregation.TypeName, PercentilesAggregation.Parse);
        return aggregations;
    }
}
