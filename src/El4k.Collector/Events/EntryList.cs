using System.Numerics;
using System.Runtime.CompilerServices;

namespace El4k.Collector.Events;

/// <summary>The top-level fields of one event in their order; its arrays are kept from use to use.</summary>
internal sealed class EntryList
{
    private const int ManyFields = 64;
    private const int FirstCapacity = 32;

    // What an event of very many fields leaves behind is not kept.
    private const int KeptCapacity = 64;

    private NameMarks _marks;
    private FieldEntry[] _entries = new FieldEntry[FirstCapacity];

    // Most events have few replacements; only their entries refer to them.
    private FieldReplacement[] _replacements = [];
    private Dictionary<NameKey, int>? _many;
    private int _inMany;

    /// <summary>The number of entries, removed ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a replacement may hold a decoded value, which must not be kept alive after its event.</summary>
    public bool HoldsValues { get; private set; }

    /// <summary>The entry in this place.</summary>
    public ref FieldEntry this[int index] => ref _entries[index];

    /// <summary>The name of an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> NameOf(int index, byte[] source)
    {
        ref readonly FieldEntry entry = ref _entries[index];
        if ((entry.Flags & (FieldFlags.Replaced | FieldFlags.Default)) == 0)
        {
            return source.AsSpan(entry.NameOffset, entry.NameLength);
        }

        return ReplacedNameOf(index, source);
    }

    /// <summary>The bytes of an entry whose value lies in bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> BytesOf(int index, byte[] source)
    {
        ref readonly FieldEntry entry = ref _entries[index];
        byte[] buffer = source;
        if ((entry.Flags & (FieldFlags.Replaced | FieldFlags.Default)) != 0)
        {
            buffer = entry.IsReplaced && _replacements[index].Buffer is { } replaced ? replaced : SourceOf(in entry, source);
        }

        return buffer.AsSpan(entry.ValueOffset, entry.ValueLength);
    }

    /// <summary>What <see cref="BytesOf"/> gives, to be kept.</summary>
    public ReadOnlyMemory<byte> MemoryOf(int index, byte[] source)
    {
        ref readonly FieldEntry entry = ref _entries[index];
        byte[] buffer = entry.IsReplaced && _replacements[index].Buffer is { } replaced ? replaced : SourceOf(in entry, source);
        return buffer.AsMemory(entry.ValueOffset, entry.ValueLength);
    }

    /// <summary>The bytes that the slices of an entry are of, where they are not replaced.</summary>
    public static byte[] SourceOf(in FieldEntry entry, byte[] source) =>
        (entry.Flags & FieldFlags.Default) == 0 ? source : EventDefaults.Json;

    /// <summary>The decoded value of an entry, or null when there is none.</summary>
    public object? ValueOf(int index) => _entries[index].IsReplaced ? _replacements[index].Value : null;

    /// <summary>Appends a cleared entry.</summary>
    /// <param name="name">The name it will be found by; the caller sees to it that the entry has it.</param>
    /// <param name="hasLikeMark">Whether an earlier entry may have the same name.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref FieldEntry Add(ReadOnlySpan<byte> name, out bool hasLikeMark)
    {
        int index = Count;
        if (index == _entries.Length)
        {
            Array.Resize(ref _entries, index * 2);
        }

        byte mark = NameMarks.Of(name);
        hasLikeMark = _marks.MayHave(mark);
        _marks.Note(index, mark);
        Count = index + 1;
        ref FieldEntry added = ref _entries[index];
        added = default;
        return ref added;
    }

    /// <summary>Appends a cleared entry with a name of its own, which is kept and must not change.</summary>
    public ref FieldEntry AddNamed(byte[] name)
    {
        ref FieldEntry added = ref Add(name, out _);
        Replace(Count - 1).Name = name;
        return ref added;
    }

    /// <summary>What replaces parts of an entry; made when it is not there yet.</summary>
    public ref FieldReplacement Replace(int index)
    {
        if (index >= _replacements.Length)
        {
            Array.Resize(ref _replacements, _entries.Length);
        }

        ref FieldReplacement replacement = ref _replacements[index];
        if (!_entries[index].IsReplaced)
        {
            _entries[index].Flags |= FieldFlags.Replaced;
            replacement = default;
        }

        return ref replacement;
    }

    /// <summary>Keeps the decoded value of an entry.</summary>
    public void SetValue(int index, object? value)
    {
        Replace(index).Value = value;
        HoldsValues |= value is not null;
    }

    /// <summary>Gives an entry a value that lies in bytes of its own.</summary>
    public void SetBytes(int index, FieldKind kind, byte[] buffer, int offset, int length)
    {
        ref FieldReplacement replacement = ref Replace(index);
        replacement.Value = null;
        replacement.Buffer = buffer;
        ref FieldEntry entry = ref _entries[index];
        entry.Kind = kind;
        entry.ValueOffset = offset;
        entry.ValueLength = length;
        entry.IsDecoded = false;
        entry.IsVerbatim = false;
    }

    /// <summary>Gives an entry another name.</summary>
    public void Rename(int index, byte[] name)
    {
        _marks.Note(index, NameMarks.Of(name));
        Replace(index).Name = name;
    }

    /// <summary>Forgets all entries. They are overwritten when they are used again, so that their memory is touched once.</summary>
    public void Clear()
    {
        if (HoldsValues)
        {
            Array.Clear(_replacements, 0, Math.Min(Count, _replacements.Length));
            HoldsValues = false;
        }

        if (_entries.Length > KeptCapacity)
        {
            _entries = new FieldEntry[FirstCapacity];
            _replacements = [];
        }

        Count = 0;
        _marks.Clear();
        _many = null;
        _inMany = 0;
    }

    /// <summary>Finds the field of this name that is not removed, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<byte> name, byte[] source)
    {
        byte mark = NameMarks.Of(name);
        return _marks.MayHave(mark) ? Find(name, mark, source, Count) : -1;
    }

    /// <summary>After a field was added: removes an earlier one of the same name, as the last one of an object counts.</summary>
    /// <param name="hasLikeMark">What <see cref="Add"/> said.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void DropEarlierTwin(byte[] source, bool hasLikeMark)
    {
        if (hasLikeMark)
        {
            DropEarlierTwin(source);
        }
    }

    private ReadOnlySpan<byte> ReplacedNameOf(int index, byte[] source)
    {
        ref readonly FieldEntry entry = ref _entries[index];
        return entry.IsReplaced && _replacements[index].Name is { } name ? name : SourceOf(in entry, source).AsSpan(entry.NameOffset, entry.NameLength);
    }

    private int Find(ReadOnlySpan<byte> name, byte mark, byte[] source, int count)
    {
        uint places = _marks.PlacesOf(mark) & (count < NameMarks.Count ? (1u << count) - 1 : uint.MaxValue);
        for (; places != 0; places &= places - 1)
        {
            int at = BitOperations.TrailingZeroCount(places);
            if (!_entries[at].IsRemoved && NameOf(at, source).SequenceEqual(name))
            {
                return at;
            }
        }

        for (int at = NameMarks.Count; at < count; at++)
        {
            if (!_entries[at].IsRemoved && NameOf(at, source).SequenceEqual(name))
            {
                return at;
            }
        }

        return -1;
    }

    private void DropEarlierTwin(byte[] source)
    {
        if (Count > ManyFields)
        {
            DropEarlierTwinOfMany(source);
            return;
        }

        ReadOnlySpan<byte> name = NameOf(Count - 1, source);
        int twin = Find(name, NameMarks.Of(name), source, Count - 1);
        if (twin >= 0)
        {
            _entries[twin].IsRemoved = true;
        }
    }

    private void DropEarlierTwinOfMany(byte[] source)
    {
        _many ??= new Dictionary<NameKey, int>(NameKeyComparer.Instance);
        for (; _inMany < Count; _inMany++)
        {
            if (_entries[_inMany].IsRemoved)
            {
                continue;
            }

            NameKey key = KeyOf(_inMany, source);
            if (_many.TryGetValue(key, out int twin))
            {
                _entries[twin].IsRemoved = true;
            }

            _many[key] = _inMany;
        }
    }

    private NameKey KeyOf(int index, byte[] source)
    {
        ref readonly FieldEntry entry = ref _entries[index];
        return entry.IsReplaced && _replacements[index].Name is { } name
            ? new NameKey(name)
            : new NameKey(SourceOf(in entry, source).AsMemory(entry.NameOffset, entry.NameLength));
    }
}
