using System.Runtime.CompilerServices;

namespace El4k.Collector.Events;

/// <summary>The top-level fields of one event in their order; its array is kept from use to use.</summary>
internal sealed class EntryList
{
    private const int ManyFields = 64;
    private const int FirstCapacity = 32;

    // What an event of very many fields leaves behind is not kept.
    private const int KeptCapacity = 64;

    private FieldEntry[] _entries = new FieldEntry[FirstCapacity];

    // A byte for each name, so that a search compares one vector and then at most a name or two.
    private byte[] _marks = new byte[FirstCapacity];
    // A bit for each mark that is there, so that most searches for a name that is not end at once.
    private ulong _seen;

    // Whether the bit of the entry added last was there before it.
    private bool _hasLikeMark;
    private Dictionary<NameKey, int>? _many;

    /// <summary>The number of entries, removed ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Whether an entry may hold a decoded value, which must not be kept alive after its event.</summary>
    public bool HoldsValues { get; set; }

    /// <summary>The entry in this place.</summary>
    public ref FieldEntry this[int index] => ref _entries[index];

    /// <summary>The name of an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> NameOf(in FieldEntry entry, byte[] source) =>
        entry.Name is null ? source.AsSpan(entry.NameOffset, entry.NameLength) : entry.Name.AsSpan(0, entry.NameLength);

    /// <summary>Appends a cleared entry.</summary>
    /// <param name="name">The name it will be found by; the caller sets it in the entry, too.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref FieldEntry Add(ReadOnlySpan<byte> name)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
            Array.Resize(ref _marks, Count * 2);
        }

        SetMark(Count, name);
        ref FieldEntry added = ref _entries[Count++];
        added = default;
        return ref added;
    }

    /// <summary>Appends a cleared entry with a name of its own.</summary>
    public ref FieldEntry AddNamed(byte[] name)
    {
        ref FieldEntry added = ref Add(name);
        added.Name = name;
        added.NameLength = name.Length;
        return ref added;
    }

    /// <summary>Gives an entry another name.</summary>
    public void Rename(int index, byte[] name)
    {
        SetMark(index, name);
        _entries[index].Name = name;
        _entries[index].NameLength = name.Length;
    }

    /// <summary>Forgets all entries. They are overwritten when they are used again, so that their memory is touched once.</summary>
    public void Clear()
    {
        if (HoldsValues)
        {
            Array.Clear(_entries, 0, Count);
            HoldsValues = false;
        }

        if (_entries.Length > KeptCapacity)
        {
            _entries = new FieldEntry[KeptCapacity];
            _marks = new byte[KeptCapacity];
        }

        Count = 0;
        _seen = 0;
        _many = null;
    }

    /// <summary>Finds the field of this name that is not removed, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name, byte[] source) => Find(name, source, Count);

    /// <summary>After a field was added: removes an earlier one of the same name, as the last one of an object counts.</summary>
    public void DropEarlierTwin(byte[] source)
    {
        if (Count > ManyFields)
        {
            DropEarlierTwinOfMany(source);
            return;
        }

        if (_hasLikeMark)
        {
            int twin = Find(NameOf(in _entries[Count - 1], source), source, Count - 1);
            if (twin >= 0)
            {
                _entries[twin].IsRemoved = true;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte MarkOf(ReadOnlySpan<byte> name) =>
        name.Length == 0 ? default : (byte)((name.Length * 7) ^ name[0] ^ (name[^1] * 5));

    private static ulong BitOf(byte mark) => 1UL << (mark & 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetMark(int index, ReadOnlySpan<byte> name)
    {
        byte mark = MarkOf(name);
        _marks[index] = mark;
        _hasLikeMark = (_seen & BitOf(mark)) != 0;
        _seen |= BitOf(mark);
    }

    private int Find(ReadOnlySpan<byte> name, byte[] source, int count)
    {
        byte mark = MarkOf(name);
        int from = 0;
        while ((_seen & BitOf(mark)) != 0)
        {
            int next = _marks.AsSpan(from, count - from).IndexOf(mark);
            if (next < 0)
            {
                return -1;
            }

            from += next;
            ref readonly FieldEntry entry = ref _entries[from];
            if (entry.NameLength == name.Length && !entry.IsRemoved && NameOf(in entry, source).SequenceEqual(name))
            {
                return from;
            }

            from++;
        }

        return -1;
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
