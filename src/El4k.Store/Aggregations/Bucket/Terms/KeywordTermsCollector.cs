using System.Text;
using El4k.Store.Columns;
using El4k.Store.Io;
using El4k.Store.Search;
using El4k.Store.Search.Matching;

namespace El4k.Store.Aggregations.Bucket.Terms;

/// <summary>Puts the matching rows of one segment into the buckets of their strings; counts by ordinal, names at the end.</summary>
internal sealed class KeywordTermsCollector : AggregationCollector
{
    private readonly TermsAggregation _request;
    private readonly ValueFormat _format;
    private readonly TermDictionary _terms;
    private readonly FieldReader<int> _reader;
    private readonly BucketTable _table;
    private readonly RowSet? _allowed;
    private readonly byte[]? _missing;
    private int[] _slots = [];
    private byte[] _scratch = [];

    public KeywordTermsCollector(
        TermsAggregation request, KeywordColumn column, string? missing, ValueFormat format, SegmentSearch segment, AggregationLimits limits)
    {
        _request = request;
        _format = format;
        _terms = column.Terms;
        _missing = missing is null ? null : TermScan.ToBytes(missing);
        // A missing value that is no term of the segment gets the ordinal after the last.
        var known = _missing is null ? -1 : _terms.IndexOf(_missing);
        _reader = new FieldReader<int>(column, _missing is null ? null : known >= 0 ? known : _terms.Count);
        _allowed = request.Filter.IsAll ? null : FindAllowed(segment.Cancellation);
        _table = new BucketTable(_terms.Count + 1, request.Header.Children, segment, limits, !column.IsSingleValued);
    }

    public override void Collect(RowBatch batch)
    {
        var read = _reader.Read(batch);
        var slots = read.Values;
        if (_allowed is not null)
        {
            Growing.Ensure(ref _slots, slots.Length);
            for (var i = 0; i < slots.Length; i++)
            {
                _slots[i] = _allowed[slots[i]] ? slots[i] : -1;
            }

            slots = _slots.AsSpan(0, slots.Length);
        }

        _table.Collect(batch.Block, slots, read.Offsets, read.Parents);
    }

    public override AggregationPartial Finish(int parent)
    {
        var buckets = new Dictionary<TermKey, BucketPartial>();
        foreach (var (slot, bucket) in _table.Finish(parent))
        {
            buckets.Add(TermKey.Of(TermOf(slot)), bucket);
        }

        if (_request.MinDocCount == 0)
        {
            for (var ordinal = 0; ordinal < _terms.Count; ordinal++)
            {
                if (_allowed is null || _allowed[ordinal])
                {
                    buckets.TryAdd(TermKey.Of(TermOf(ordinal)), BucketPartial.Empty(_request.Header.Children));
                }
            }
        }

        return new TermsPartial(_request, _format, buckets);
    }

    private byte[] TermOf(int slot) => slot == _terms.Count ? _missing! : _terms.GetTerm(slot, ref _scratch).ToArray();

    private RowSet FindAllowed(CancellationToken cancellation)
    {
        var allowed = new RowSet(_terms.Count + 1);
        var chars = new char[256];
        for (var ordinal = 0; ordinal <= _terms.Count; ordinal++)
        {
            if ((ordinal & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var term = ordinal < _terms.Count ? _terms.GetTerm(ordinal, ref _scratch) : _missing;
            Growing.Ensure(ref chars, term.Length);
            if (_request.Filter.Includes(chars.AsSpan(0, Encoding.UTF8.GetChars(term, chars))))
            {
                allowed.Add(ordinal);
            }
        }

        return allowed;
    }
}
