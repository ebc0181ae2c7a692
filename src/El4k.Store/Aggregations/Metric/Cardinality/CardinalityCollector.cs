using El4k.Store.Columns;
using El4k.Store.Io;
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
                    _terms.Add(new Terms(keyword));
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
            terms.Collect(batch, this);
        }

        foreach (var reader in _longs)
        {
            var read = reader.Read(batch);
            for (var i = 0; i < read.Count; i++)
            {
                CounterOf(read.Parents[i]).Add(StableHash.Of(read.Values[i]));
            }
        }

        foreach (var reader in _doubles)
        {
            var read = reader.Read(batch);
            for (var i = 0; i < read.Count; i++)
            {
                CounterOf(read.Parents[i]).Add(StableHash.Of(read.Values[i]));
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
        if (parent == 0)
        {
            foreach (var terms in _terms)
            {
                terms.AddMarked(this);
            }
        }

        return new CardinalityPartial(_counters[parent]);
    }

    private void CollectMissing(RowBatch batch, ulong missing)
    {
        Span<ulong> present = stackalloc ulong[RowBlock.Words];
        Span<ulong> all = stackalloc ulong[RowBlock.Words];
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

    /// <summary>The strings of one column, each hashed once at most.</summary>
    private sealed class Terms(KeywordColumn column)
    {
        private readonly FieldReader<int> _reader = new(column, null);
        private RowSet? _marked;
        private ulong[] _hashes = [];
        private byte[] _scratch = [];

        public void Collect(RowBatch batch, CardinalityCollector collector)
        {
            var read = _reader.Read(batch);
            if (batch.ParentCount == 1)
            {
                // At the top level a bit for each term is all that has to be kept.
                _marked ??= new RowSet(column.Terms.Count);
                foreach (var ordinal in read.Values)
                {
                    _marked.Add(ordinal);
                }

                return;
            }

            for (var i = 0; i < read.Count; i++)
            {
                collector.CounterOf(read.Parents[i]).Add(HashOf(read.Values[i]));
            }
        }

        /// <summary>Counts the terms that were marked, which belong to the first bucket.</summary>
        public void AddMarked(CardinalityCollector collector)
        {
            for (var ordinal = _marked?.NextFrom(0) ?? -1; ordinal >= 0; ordinal = _marked!.NextFrom(ordinal + 1))
            {
                collector.CounterOf(0).Add(StableHash.Of(column.Terms.GetTerm(ordinal, ref _scratch)));
            }
        }

        private ulong HashOf(int ordinal)
        {
            if (_hashes.Length == 0)
            {
                _hashes = new ulong[column.Terms.Count];
            }

            ref var hash = ref _hashes[ordinal];
            return hash != 0 ? hash : hash = StableHash.Of(column.Terms.GetTerm(ordinal, ref _scratch));
        }
    }
}
