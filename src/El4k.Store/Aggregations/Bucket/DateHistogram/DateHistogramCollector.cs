using El4k.Store.Columns;
using El4k.Store.Search;
using El4k.Store.Search.Dates;

namespace El4k.Store.Aggregations.Bucket.DateHistogram;

/// <summary>Puts the matching rows of one segment into the buckets of their times.</summary>
internal sealed class DateHistogramCollector : AggregationCollector
{
    private readonly DateHistogramAggregation _request;
    private readonly ValueFormat _format;
    private readonly LongColumn? _column;
    private readonly FieldReader<long>? _reader;
    private readonly IntervalSlots _intervals;
    private readonly BucketTable _table;
    private readonly long? _missing;
    private readonly long _from;
    private readonly long _to;
    private int[] _slots = new int[Io.RowBlock.Size];

    public DateHistogramCollector(
        DateHistogramAggregation request, LongColumn? column, ValueFormat format, SegmentSearch segment, AggregationLimits limits)
    {
        _request = request;
        _format = format;
        _column = column;
        _intervals = new IntervalSlots(request.CreateRounding());
        _missing = request.Missing is null
            ? null
            : new DateMath(request.Format ?? DateFormats.Default, request.Zone, segment.Now).Evaluate(request.Missing, roundUp: false);
        _reader = column is null ? null : new FieldReader<long>(column, _missing);
        _table = new BucketTable(request.Header.Children, segment, limits, column is { IsSingleValued: false });
        var (from, to) = request.Evaluate(request.HardBounds, segment.Now);
        _from = from ?? long.MinValue;
        _to = to ?? long.MaxValue;
    }

    public override void Collect(RowBatch batch)
    {
        if (_reader is null)
        {
            if (_missing is { } time && time >= _from && time <= _to)
            {
                CollectOne(batch.Block, time, batch.Offsets, batch.Parents);
            }

            return;
        }

        var header = _column!.GetStatistics(batch.Block);
        var isOneInterval = header.ValueCount > 0 && header.Min >= _from && header.Max <= _to
            && _intervals.SlotOf(header.Min) == _intervals.SlotOf(header.Max);
        if (isOneInterval && CanCount(batch, header))
        {
            _table.Add(_intervals.SlotOf(header.Min), header.PresentRows);
            return;
        }

        var read = _reader.Read(batch);
        if (isOneInterval && _missing is null)
        {
            CollectOne(batch.Block, header.Min, read.Offsets, read.Parents);
            return;
        }

        var values = read.Values;
        Growing.Ensure(ref _slots, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var time = values[i];
            _slots[i] = time >= _from && time <= _to ? _intervals.SlotOf(time) : -1;
        }

        _table.Collect(batch.Block, _slots.AsSpan(0, values.Length), read.Offsets, read.Parents);
    }

    public override AggregationPartial Finish(int parent)
    {
        var buckets = new SortedDictionary<long, BucketPartial>();
        foreach (var (slot, bucket) in _table.Finish(parent))
        {
            buckets.Add(_intervals.StartOf(slot), bucket);
        }

        return new DateHistogramPartial(_request, _format, buckets);
    }

    /// <summary>Whether the block's header answers for the batch: all rows of the block, one value each at most, nothing inside.</summary>
    private bool CanCount(RowBatch batch, BlockStatistics<long> header) =>
        batch.ParentCount == 1 && !_table.HasChildren && _missing is null && header.ValueCount == header.PresentRows
        && batch.Offsets.Length == Io.RowBlock.RowsIn(batch.Block, _column!.RowCount);

    private void CollectOne(int block, long time, ReadOnlySpan<int> offsets, ReadOnlySpan<int> parents)
    {
        Growing.Ensure(ref _slots, offsets.Length);
        var slots = _slots.AsSpan(0, offsets.Length);
        slots.Fill(_intervals.SlotOf(time));
        _table.Collect(block, slots, offsets, parents);
    }
}
