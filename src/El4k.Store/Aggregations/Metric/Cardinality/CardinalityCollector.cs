using El4k.Store.Columns;
using El4k.Store.Search.Matching;

namespace El4k.Store.Aggregations.Metric.Cardinality;

/// <summary>Gathers the distinct values of a field by bucket.</summary>
internal sealed class CardinalityCollector : AggregationCollector
{
    private readonly CardinalityAggregation _request;
    private readonly AggregationLimits _limits;
    private readonly List<FieldReader<long>> _longs = [];
    private readonly List<FieldReader<double>> _doubles = [];
    private readonly List<Terms> _terms = [];
    private readonly ulong? _missing;
    private readonly List<Column> _columns;
    private DistinctCounter?[] _counters = new DistinctCounter?[1];

    public CardinalityCollector(IReadOnlyList<Column> columns, CardinalityAggregation request, AggregationLimits limits)
    {
        _request = request;
        _limits = limits;
        _columns = [.. columns];
        if (request.Body.Missing is { } missing)
        {
            _missing = columns.Any(column => column is KeywordColumn) || !FieldValue.TryNumber(missing, out var number)
                ? StableHash.Of(TermScan.ToBytes(missing))
                : StableHash.Of(number);
        }

        foreach (var column in columns)
        {
            switch (column)
            {
                case KeywordColumn keyword:
                    _terms.Add(new Terms(keyword, limits));
                    break;
                case BlockColumn<long> longs:
                    _longs.Add(new FieldReader<long>(longs, null));
                    break;
                case BlockColumn<double> doubles:
                    _doubles.Add(new FieldReader<double>(doubles, null));
                    break;
                default:
                    break;
            }
        }
    }

    public override void Collect(RowBatch batch)
    {
        Growing.Ensure(ref _counters, batch.ParentCount);
        foreach (var terms in _terms)
        {
            terms.Collect(batch);
        }

        foreach (var reader in _longs)
        {
            reader.Read(batch);
            for (var i = 0; i < reader.Values.Length; i++)
            {
                CounterOf(reader.Parents[i]).Add(StableHash.Of(reader.Values[i]));
            }
        }

        foreach (var reader in _doubles)
        {
            reader.Read(batch);
            for (var i = 0; i < reader.Values.Length; i++)
            {
                CounterOf(reader.Parents[i]).Add(StableHash.Of(reader.Values[i]));
            }
        }

        if (_missing is { } missing)
        {
            CollectMissing(batch, missing);
        }
    }

    public override AggregationPartial Finish(int parent)
    {
        Growing.Ensure(ref _counters, parent + 1);
        foreach (var terms in _terms)
        {
            terms.AddTo(CounterOf(parent), parent);
        }

        return new CardinalityPartial(_counters[parent]);
    }

    private void CollectMissing(RowBatch batch, ulong missing)
    {
        Span<ulong> present = stackalloc ulong[Io.RowBlock.Words];
        Span<ulong> all = stackalloc ulong[Io.RowBlock.Words];
        all.Clear();
        foreach (var column in _columns)
        {
            column.ReadPresence(batch.Block, present);
            for (var word = 0; word < all.Length; word++)
            {
                all[word] |= present[word];
            }
        }

        for (var i = 0; i < batch.Offsets.Length; i++)
        {
            var offset = batch.Offsets[i];
            if ((all[offset >> 6] >> offset & 1) == 0)
            {
                CounterOf(batch.Parents[i]).Add(missing);
            }
        }
    }

    private DistinctCounter CounterOf(int parent) => _counters[parent] ??= new DistinctCounter(_request.Threshold, _limits);

    /// <summary>The distinct terms by bucket as ordinals; each is hashed once, at the end.</summary>
    private sealed class Terms(KeywordColumn column, AggregationLimits limits)
    {
        private readonly FieldReader<int> _reader = new(column, null);
        private readonly BucketOrdinals _pairs = new(column.Terms.Count, limits, 0);
        private byte[] _scratch = [];

        public void Collect(RowBatch batch)
        {
            _reader.Read(batch);
            for (var i = 0; i < _reader.Values.Length; i++)
            {
                _pairs.GetOrAdd(_reader.Parents[i], _reader.Values[i]);
            }
        }

        public void AddTo(DistinctCounter counter, int parent)
        {
            foreach (var pair in _pairs.BucketsOf(parent))
            {
                counter.Add(StableHash.Of(column.Terms.GetTerm(_pairs.SlotOf(pair), ref _scratch)));
            }
        }
    }
}
