using System.Runtime.CompilerServices;

namespace El4k.Collector.Events;

/// <summary>The top-level fields of one event in their order; its array is kept from use to use.</summary>
internal sealed class EntryList
{
    private const int ManyFields = 64;

    private FieldEntry[] _entries = new FieldEntry[24];
    private ulong _lengthsSeen;
    private Dictionary<NameKey, int>? _many;

    /// <summary>The number of entries, removed ones included.</summary>
    public int Count { get; private set; }

    /// <summary>The entry in this place.</summary>
    public ref FieldEntry this[int index] => ref _entries[index];

    /// <summary>Appends a cleared entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref FieldEntry Add()
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        return ref _entries[Count++];
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear()
    {
        const int Kept = 256;
        Array.Clear(_entries, 0, Count);
        if (_entries.Length > Kept)
        {
            _entries = new FieldEntry[Kept];
        }

        Count = 0;
        _lengthsSeen = 0;
        _many = null;
    }

    /// <summary>Finds the field of this name that is not removed, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name, byte[] source)
    {
        ReadOnlySpan<FieldEntry> entries = _entries.AsSpan(0, Count);
        for (int i = 0; i < entries.Length; i++)
        {
            ref readonly FieldEntry entry = ref entries[i];
            if (entry.NameLength == name.Length && !entry.IsRemoved && NameOf(in entry, source).SequenceEqual(name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The name of an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> NameOf(in FieldEntry entry, byte[] source) =>
        entry.Name is null ? source.AsSpan(entry.NameOffset, entry.NameLength) : entry.Name.AsSpan(0, entry.NameLength);

    /// <summary>After a field was added: removes an earlier one of the same name, as the last one of an object counts.</summary>
    public void DropEarlierTwin(byte[] source)
    {
        ref FieldEntry added = ref _entries[Count - 1];
        ReadOnlySpan<byte> name = NameOf(in added, source);
        if (Count > ManyFields)
        {
            DropEarlierTwinOfMany(source);
            return;
        }

        // Most objects have no two names alike in length, first and last byte; only for those that do are names compared.
        ulong mark = 1UL << (name.Length == 0 ? 0 : ((name.Length * 7) ^ name[0] ^ (name[^1] * 5)) & 63);
        if ((_lengthsSeen & mark) != 0)
        {
            Count--;
            int twin = Find(name, source);
            Count++;
            if (twin >= 0)
            {
                _entries[twin].IsRemoved = true;
            }
        }

        _lengthsSeen |= mark;
    }

    private void DropEarlierTwinOfMany(byte[] source)
    {
        if (_many is null)
        {
            _many = new Dictionary<NameKey, int>(NameKeyComparer.Instance);
            for (int i = 0; i < Count - 1; i++)
            {
                if (!_entries[i].IsRemoved)
                {
                    _many[KeyOf(i, source)] = i;
                }
            }
        }

        NameKey key = KeyOf(Count - 1, source);
        if (_many.TryGetValue(key, out int twin))
        {
            _entries[twin].IsRemoved = true;
        }

        _many[key] = Count - 1;
    }

    private NameKey KeyOf(int index, byte[] source)
    {
        ref FieldEntry entry = ref _entries[index];
        return entry.Name is null
            ? new NameKey(source.AsMemory(entry.NameOffset, entry.NameLength))
            : new NameKey(entry.Name.AsMemory(0, entry.NameLength));
    }
}
