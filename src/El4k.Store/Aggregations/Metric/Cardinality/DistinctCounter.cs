using System.Numerics;

namespace El4k.Store.Aggregations.Metric.Cardinality;

/// <summary>Counts distinct 64-bit hashes: exactly up to a threshold, beyond it by HyperLogLog with an error of about 0.8 %.</summary>
/// <remarks>When many counters have taken half of the request's memory, the others stop being exact early instead of failing.</remarks>
internal sealed class DistinctCounter(int threshold, AggregationLimits limits)
{
    private const int RegisterBits = 14;
    private const int Registers = 1 << RegisterBits;

    // What an entry of a hash set takes, its spare room included.
    private const int BytesPerHash = 24;
    private const int FirstReservation = 64;

    private HashSet<ulong>? _exact = [];
    private byte[] _registers = [];
    private long _reserved;

    public void Add(ulong hash)
    {
        if (_exact is null)
        {
            AddToRegisters(hash);
            return;
        }

        if (!_exact.Add(hash))
        {
            return;
        }

        if (_exact.Count > threshold || (_exact.Count >= FirstReservation && BitOperations.IsPow2(_exact.Count) && !TryGrow(_exact.Count)))
        {
            ToRegisters();
        }
    }

    public void Merge(DistinctCounter other)
    {
        if (other._exact is not null)
        {
            foreach (var hash in other._exact)
            {
                Add(hash);
            }

            return;
        }

        if (_exact is not null)
        {
            ToRegisters();
        }

        for (var i = 0; i < Registers; i++)
        {
            _registers[i] = Math.Max(_registers[i], other._registers[i]);
        }
    }

    public long Count() => _exact?.Count ?? Estimate();

    /// <summary>Asks for room for as many hashes again.</summary>
    private bool TryGrow(int count)
    {
        var wanted = (2L * count * BytesPerHash) - _reserved;
        if (!limits.TryReserve(wanted))
        {
            return false;
        }

        _reserved += wanted;
        return true;
    }

    private void ToRegisters()
    {
        limits.Release(_reserved);
        _reserved = 0;
        limits.Reserve(Registers);
        _registers = new byte[Registers];
        foreach (var hash in _exact!)
        {
            AddToRegisters(hash);
        }

        _exact = null;
    }

    private void AddToRegisters(ulong hash)
    {
        // The top bits choose the register; it keeps the longest run of zeros in the rest.
        var index = (int)(hash >> (64 - RegisterBits));
        var rank = (byte)(BitOperations.LeadingZeroCount((hash << RegisterBits) | (1UL << (RegisterBits - 1))) + 1);
        if (rank > _registers[index])
        {
            _registers[index] = rank;
        }
    }

    private long Estimate()
    {
        var sum = 0.0;
        var zeros = 0;
        foreach (var register in _registers)
        {
            sum += 1.0 / (1UL << register);
            zeros += register == 0 ? 1 : 0;
        }

        const double alpha = 0.7213 / (1 + (1.079 / Registers));
        var raw = alpha * Registers * Registers / sum;
        // With many empty registers counting those is the better estimate.
        return (long)Math.Round(raw <= 2.5 * Registers && zeros > 0 ? Registers * Math.Log((double)Registers / zeros) : raw);
    }
}
