using System.Runtime.InteropServices;
using El4k.Store.Columns;
using El4k.Store.Search;
using El4k.Store.Search.Matching;

namespace El4k.Store.Aggregations.Bucket.Terms;

/// <summary>Puts the matching rows of one segment into the buckets of their numbers, dates or booleans.</summary>
internal sealed class NumberTermsCollector : AggregationCollector
{
    private readonly TermsAggregation _request;
    private readonly ValueFormat _format;
    private readonly FieldReader<long>? _longs;
    private readonly FieldReader<double>? _doubles;
    private readonly BucketTable _table;
    private readonly Dictionary<long, int> _slotOf = [];
    private readonly List<TermKey> _keys = [];
    private readonly bool _isBoolean;
    private int[] _slots = [];

    public NumberTermsCollector(
        TermsAggregation request, Column column, string? missing, ValueFormat format, SegmentSearch segment, AggregationLimits limits)
    {
        _request = request;
        _format = format;
        _isBoolean = column.Type == ColumnType.Boolean;
        _table = new BucketTable(request.Header.Children, segment, limits, !column.IsSingleValued);
        double? fill = null;
        if (missing is not null)
        {
            fill = FieldValue.TryNumber(missing, out var number)
                ? number
                : throw new InvalidRequestException(
                    InvalidRequestException.IllegalArgument, $"[missing] must be a number for the field [{request.Body.Field}], but is [{missing}]");
        }

        if (column is LongColumn longs)
        {
            _longs = new FieldReader<long>(longs, (long?)fill);
        }
        else if (column is DoubleColumn doubles)
        {
            _doubles = new FieldReader<double>(doubles, fill);
        }
    }

    public override void Collect(RowBatch batch)
    {
        if (_longs is not null)
        {
            var read = _longs.Read(batch);
            Growing.Ensure(ref _slots, read.Count);
            for (var i = 0; i < read.Count; i++)
            {
                _slots[i] = SlotOf(read.Values[i], TermKey.Of(read.Values[i]));
            }

            _table.Collect(batch.Block, _slots.AsSpan(0, read.Count), read.Offsets, read.Parents);
        }

        if (_doubles is not null)
        {
            var read = _doubles.Read(batch);
            Growing.Ensure(ref _slots, read.Count);
            for (var i = 0; i < read.Count; i++)
            {
                var key = TermKey.Of(read.Values[i]);
                _slots[i] = SlotOf(key.Long, key);
            }

            _table.Collect(batch.Block, _slots.AsSpan(0, read.Count), read.Offsets, read.Parents);
        }
    }

    public override AggregationPartial Finish(int parent)
    {
        var buckets = new Dictionary<TermKey, BucketPartial>();
        foreach (var (slot, bucket) in _table.Finish(parent))
        {
            buckets.Add(_keys[slot], bucket);
        }

        return new TermsPartial(_request, _format, buckets);
    }

    /// <summary>The slot of a value, or -1 when the filter leaves it out.</summary>
    private int SlotOf(long bits, TermKey key)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slotOf, bits, out var exists);
        if (!exists)
        {
            slot = -1;
            if (_request.Filter.IsAll || (_isBoolean ? _request.Filter.Includes(key.Long != 0 ? "true" : "false") : _request.Filter.Includes(key.Number)))
            {
                slot = _keys.Count;
                _keys.Add(key);
            }
        }

        return slot;
    }
}
