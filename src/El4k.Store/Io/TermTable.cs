namespace El4k.Store.Io;

/// <summary>A growing set of byte strings, each with an ordinal in order of first arrival.</summary>
/// <remarks>One thread adds; any number of threads read terms that were published to them, or look terms up.</remarks>
internal sealed class TermTable
{
    private const int FirstArenaBytes = 1 << 10;
    private const int MaxArenaBytes = 1 << 18;

    private readonly AppendOnlyArray<Entry> _entries = new();
    private byte[] _arena = new byte[FirstArenaBytes];
    private int _arenaUsed;
    private long _arenaBytes = FirstArenaBytes;

    // Ordinal + 1, 0 for a free slot; a power of two long and at most half full.
    private int[] _slots = new int[16];

    /// <summary>Number of terms.</summary>
    public int Count => _entries.Count;

    /// <summary>Bytes that the table takes.</summary>
    public long AllocatedBytes => _arenaBytes + _entries.AllocatedBytes + Volatile.Read(ref _slots).Length * 4L;

    /// <summary>The bytes of a term; valid for as long as the table.</summary>
    public ReadOnlySpan<byte> this[int ordinal]
    {
        get
        {
            ref var entry = ref _entries[ordinal];
            return entry.Arena.AsSpan(entry.Offset, entry.Length);
        }
    }

    /// <summary>The ordinal of a term, or -1.</summary>
    public int Find(ReadOnlySpan<byte> term) => Find(term, ByteHash.Of(term));

    /// <summary>The ordinal of a term, which is added if it is new.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> term, out bool added)
    {
        var hash = ByteHash.Of(term);
        var ordinal = Find(term, hash);
        added = ordinal < 0;
        return added ? Add(term, hash) : ordinal;
    }

    private int Find(ReadOnlySpan<byte> term, uint hash)
    {
        var slots = Volatile.Read(ref _slots);
        var mask = slots.Length - 1;
        for (var i = (int)hash & mask; ; i = i + 1 & mask)
        {
            var slot = Volatile.Read(ref slots[i]);
            if (slot == 0)
            {
                return -1;
            }

            ref var entry = ref _entries[slot - 1];
            if (entry.Hash == hash && entry.Arena.AsSpan(entry.Offset, entry.Length).SequenceEqual(term))
            {
                return slot - 1;
            }
        }
    }

    private int Add(ReadOnlySpan<byte> term, uint hash)
    {
        if (_arena.Length - _arenaUsed < term.Length)
        {
            _arena = new byte[Math.Max(term.Length, Math.Min(_arena.Length * 2, MaxArenaBytes))];
            _arenaBytes += _arena.Length;
            _arenaUsed = 0;
        }

        term.CopyTo(_arena.AsSpan(_arenaUsed));
        var ordinal = _entries.Add(new Entry(_arena, _arenaUsed, term.Length, hash));
        _arenaUsed += term.Length;
        if (_entries.Count * 2 > _slots.Length)
        {
            Grow();
        }
        else
        {
            Insert(_slots, hash, ordinal);
        }

        return ordinal;
    }

    private void Grow()
    {
        var slots = new int[_slots.Length * 2];
        for (var ordinal = 0; ordinal < _entries.Count; ordinal++)
        {
            Insert(slots, _entries[ordinal].Hash, ordinal);
        }

        Volatile.Write(ref _slots, slots);
    }

    private static void Insert(int[] slots, uint hash, int ordinal)
    {
        var mask = slots.Length - 1;
        var i = (int)hash & mask;
        while (slots[i] != 0)
        {
            i = i + 1 & mask;
        }

        // The entry is complete before its slot can be seen.
        Volatile.Write(ref slots[i], ordinal + 1);
    }

    private readonly record struct Entry(byte[] Arena, int Offset, int Length, uint Hash);
}
