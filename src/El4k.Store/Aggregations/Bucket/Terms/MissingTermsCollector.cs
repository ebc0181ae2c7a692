using El4k.Store.Mapping;
using El4k.Store.Search;
using El4k.Store.Search.Matching;

namespace El4k.Store.Aggregations.Bucket.Terms;

/// <summary>Puts every row of a segment that lacks the field into the bucket of the missing value.</summary>
internal sealed class MissingTermsCollector : AggregationCollector
{
    private readonly TermsAggregation _request;
    private readonly ValueFormat _format;
    private readonly BucketTable _table;
    private readonly TermKey _key;

    public MissingTermsCollector(
        TermsAggregation request, FieldMapping? field, ValueFormat format, SegmentSearch segment, AggregationLimits limits)
    {
        _request = request;
        _format = format;
        _table = new BucketTable(1, request.Header.Children, segment, limits, mayRepeat: false);
        var missing = request.Body.Missing!;
        _key = field?.Type switch
        {
            FieldType.Long or FieldType.Boolean or FieldType.Date when FieldValue.TryNumber(missing, out var number) => TermKey.Of((long)number),
            FieldType.Double when FieldValue.TryNumber(missing, out var number) => TermKey.Of(number),
            _ => TermKey.Of(TermScan.ToBytes(missing)),
        };
    }

    public override void Collect(RowBatch batch) =>
        _table.Collect(batch.Block, new int[batch.Offsets.Length], batch.Offsets, batch.Parents);

    public override AggregationPartial Finish(int parent)
    {
        var buckets = new Dictionary<TermKey, BucketPartial>();
        foreach (var (_, bucket) in _table.Finish(parent))
        {
            buckets.Add(_key, bucket);
        }

        return new TermsPartial(_request, _format, buckets);
    }
}
