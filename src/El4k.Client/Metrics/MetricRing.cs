using System.Numerics;

namespace El4k.Client.Metrics;

/// <summary>A bounded queue of metrics between any number of writing threads and one reading thread, without locks or allocation.</summary>
/// <remarks>
/// A metric takes one cell for its head and one per field, claimed together by moving <c>_tail</c>. The head is published
/// last, so the reader never sees half a metric. A writer that is suspended between claim and publication holds back the reader,
/// not other writers. The cells are allocated at the first write: a client that is never used costs nothing.
/// <code>
/// position     p                    p+1       …  p+n       p+n+1
/// _cells       kind, UTC ticks      field 1   …  field n   the next metric's head
/// _published   (p + 1) * 128 + n    whatever an older head left there
/// </code>
/// </remarks>
internal sealed class MetricRing
{
    private const int CellsPerMetric = 8;
    private const int CountBits = 7;
    private const int CountMask = (1 << CountBits) - 1;

    // Some twenty full datagrams: sent at once, they fit any socket's receive buffer; a longer train may not.
    private const int ManyCells = 512;

    private readonly int _capacity;
    private readonly int _many;
    private readonly Lock _creation = new();
    private long[] _published = [];
    private El4kField[]? _cells;

    private PaddedPosition _tail; // Moved by writers.
    private PaddedPosition _head; // Moved by the reader only.

    /// <param name="metrics">How many metrics of seven fields have room.</param>
    public MetricRing(int metrics)
    {
        _capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(metrics * CellsPerMetric, WireRoom));
        _many = Math.Min(_capacity / 2, ManyCells);
    }

    public bool IsEmpty => Volatile.Read(ref _head.Value) == Volatile.Read(ref _tail.Value);

    private static int WireRoom => 2 * (Wire.WireLimits.MaxMetricFields + 1);

    /// <summary>Takes a metric, or leaves it when there is no room. Any thread.</summary>
    /// <param name="kind">What was measured.</param>
    /// <param name="utcTicks">When.</param>
    /// <param name="lead">Fields that come first.</param>
    /// <param name="fields">Fields that follow. Those beyond the limit are left out.</param>
    public RingWrite TryWrite(string kind, long utcTicks, ReadOnlySpan<El4kField> lead, ReadOnlySpan<El4kField> fields)
    {
        var cells = Volatile.Read(ref _cells) ?? Create();
        fields = fields[..Math.Min(fields.Length, Wire.WireLimits.MaxMetricFields - lead.Length)];
        var count = lead.Length + fields.Length;
        long position;
        long used;
        do
        {
            position = Volatile.Read(ref _tail.Value);
            used = position + count + 1 - Volatile.Read(ref _head.Value);
            if (used > cells.Length)
            {
                return RingWrite.Full;
            }
        }
        while (Interlocked.CompareExchange(ref _tail.Value, position + count + 1, position) != position);

        var mask = cells.Length - 1;
        var at = position;
        foreach (ref readonly var field in lead)
        {
            cells[++at & mask] = field;
        }

        foreach (ref readonly var field in fields)
        {
            cells[++at & mask] = field;
        }

        cells[position & mask] = new El4kField(kind, utcTicks);

        // A full fence: the caller looks at the sender's alarm next, and must not do so before the metric can be seen.
        Interlocked.Exchange(ref _published[position & mask], Publication(position) | (long)count);
        return used > _many ? RingWrite.WrittenMany : RingWrite.Written;
    }

    /// <summary>Copies the oldest metric out and frees its cells. Only the reader's thread.</summary>
    /// <param name="kind">What was measured.</param>
    /// <param name="utcTicks">When.</param>
    /// <param name="fields">Receives the fields; must hold the most a metric may have.</param>
    /// <param name="count">How many fields were copied.</param>
    public bool TryRead(out string kind, out long utcTicks, Span<El4kField> fields, out int count)
    {
        var position = _head.Value;
        var cells = Volatile.Read(ref _cells);
        kind = string.Empty;
        utcTicks = 0;
        count = 0;
        if (cells is null)
        {
            return false;
        }

        var mask = cells.Length - 1;
        var published = Volatile.Read(ref _published[position & mask]);
        if ((published & ~CountMask) != Publication(position))
        {
            return false;
        }

        ref var head = ref cells[position & mask];
        kind = head.Name;
        utcTicks = head.Bits;
        count = (int)(published & CountMask);
        head = default; // The ring must not keep the caller's strings alive.
        for (var i = 0; i < count; i++)
        {
            ref var cell = ref cells[(position + 1 + i) & mask];
            fields[i] = cell;
            cell = default;
        }

        Volatile.Write(ref _head.Value, position + 1 + count);
        return true;
    }

    private static long Publication(long position) => (position + 1) << CountBits;

    private El4kField[] Create()
    {
        lock (_creation)
        {
            if (_cells is null)
            {
                _published = new long[_capacity];
                Volatile.Write(ref _cells, new El4kField[_capacity]);
            }

            return _cells;
        }
    }
}
