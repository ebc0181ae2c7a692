using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace El4k.Collector.Events;

/// <summary>One event: named values, with <c>@timestamp</c>, <c>@version</c> and metadata that is never encoded.</summary>
/// <remarks>
/// <para>
/// An event that came as JSON keeps its bytes and an index of its top-level fields. A value is decoded when something asks for it; a change
/// is kept beside the bytes; encoding copies the rest verbatim. Finding, removing, renaming and writing a top-level field decodes nothing.
/// </para>
/// <para>
/// Values are <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, null, <see cref="Events.Timestamp"/>,
/// <see cref="BigNumber"/>, <c>List&lt;object?&gt;</c> and <see cref="EventMap"/>. A list or map that <see cref="Get"/> returned is only to be read:
/// change a clone of it and <see cref="Set"/> that.
/// </para>
/// <para>Used by one thread at a time. An event of a batch must not be kept after the batch is completed: <see cref="Clone"/> it.</para>
/// </remarks>
public sealed partial class Event
{
    private readonly EntryList _entries = new();
    private readonly ByteArena? _arena;
    private byte[] _source = [];
    private Timestamp _timestamp;
    private EventMap? _metadata;

    internal Event(ByteArena? arena)
    {
        _arena = arena;
    }

    /// <summary>Whether the event has been cancelled: no further filter and no output sees it.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>The instant of the event; never missing. Setting it sets the field <c>@timestamp</c>.</summary>
    public Timestamp Timestamp
    {
        get => _timestamp;
        set => SetTimestamp(value);
    }

    /// <summary>The metadata: fields below <c>[@metadata]</c>, for filters and outputs only. May be changed in place.</summary>
    public EventMap Metadata
    {
        get
        {
            NoteValue();
            return _metadata ??= [];
        }
    }

    /// <summary>The names of the top-level fields, in order, without <c>@metadata</c>.</summary>
    public IEnumerable<string> FieldNames
    {
        get
        {
            for (int i = 0; i < _entries.Count; i++)
            {
                if (!_entries[i].IsRemoved)
                {
                    yield return Encoding.UTF8.GetString(_entries.NameOf(i, _source));
                }
            }
        }
    }

    /// <summary>The fields that are or hold text or numbers, to be looked through without decoding them.</summary>
    public EventTexts Texts => new(_entries, _source);

    /// <summary>Makes an event that belongs to no batch, with only <c>@timestamp</c> (now) and <c>@version</c>.</summary>
    public static Event Create(TimeProvider? clock = null)
    {
        var made = new Event(null);
        made.Begin([], Timestamp.Now(clock ?? TimeProvider.System));
        made.Complete();
        return made;
    }

    /// <summary>Makes an event that belongs to no batch from one JSON object.</summary>
    /// <exception cref="FormatException">The text is not one JSON object.</exception>
    public static Event Parse(string json, TimeProvider? clock = null) =>
        TryParse(Encoding.UTF8.GetBytes(json), clock ?? TimeProvider.System, out Event? parsed)
            ? parsed
            : throw new FormatException("The text is not one JSON object.");

    /// <summary>Makes an event that belongs to no batch from one JSON object; the bytes are copied.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, TimeProvider clock, [NotNullWhen(true)] out Event? parsed)
    {
        var made = new Event(null);
        byte[] source = json.ToArray();
        made.Begin(source, Timestamp.Now(clock));
        if (!JsonFieldIndexer.TryIndex(source, 0, source.Length, made._entries))
        {
            parsed = null;
            return false;
        }

        made.Complete();
        parsed = made;
        return true;
    }

    /// <summary>Whether the field exists; a field that is null exists.</summary>
    public bool Contains(FieldReference field)
    {
        if (field.IsTopLevel && !field.IsMetadata)
        {
            return Find(field) >= 0;
        }

        return TryResolve(field, out _);
    }

    /// <summary>The value of the field, decoded; null when it is null or missing.</summary>
    public object? Get(FieldReference field)
    {
        if (field.IsTopLevel && !field.IsMetadata)
        {
            int at = Find(field);
            return at < 0 ? null : Decode(at);
        }

        TryResolve(field, out object? value);
        return value;
    }

    /// <summary>The value of a string field; false when it is missing or not a string.</summary>
    public bool TryGetString(FieldReference field, [NotNullWhen(true)] out string? value)
    {
        value = Get(field) as string;
        return value is not null;
    }

    /// <summary>The UTF-8 of a string field when it exists as plain bytes, so that nothing has to be decoded.</summary>
    /// <param name="field">The field.</param>
    /// <param name="utf8">The text. Its bytes stay as they are as long as the event is used, also when the field gets another value.</param>
    /// <returns>False when the field is missing or not a string, or has to be decoded first: then use <see cref="TryGetString"/>.</returns>
    public bool TryGetUtf8(FieldReference field, out ReadOnlySpan<byte> utf8)
    {
        int at = field.IsTopLevel ? Find(field) : -1;
        if (at >= 0)
        {
            switch (_entries[at].Kind)
            {
                case FieldKind.PlainString:
                    utf8 = _entries.BytesOf(at, _source)[1..^1];
                    return true;
                case FieldKind.Text:
                    utf8 = _entries.BytesOf(at, _source);
                    return true;
            }
        }

        utf8 = default;
        return false;
    }

    /// <summary>Writes the field as formats show it: text as it is, numbers and times as text, a list joined by commas, a map as JSON.</summary>
    /// <returns>False, with nothing written, when the field is missing or null.</returns>
    public bool TryWriteText(FieldReference field, IBufferWriter<byte> output)
    {
        if (TryGetUtf8(field, out ReadOnlySpan<byte> utf8))
        {
            output.Write(utf8);
            return true;
        }

        int at = field.IsTopLevel && !field.IsMetadata ? Find(field) : -1;
        if (at >= 0 && _entries[at].Kind is FieldKind.True or FieldKind.False)
        {
            output.Write(_entries.BytesOf(at, _source));
            return true;
        }

        if (at >= 0 && _entries[at].Kind == FieldKind.Timestamp)
        {
            JsonValue.WriteTimestamp(_timestamp, output);
            return true;
        }

        return ValueText.TryWrite(Get(field), output);
    }

    /// <inheritdoc cref="TryWriteText(FieldReference, IBufferWriter{byte})"/>
    internal bool TryWriteText(FieldReference field, ref SpanOutput output)
    {
        if (TryGetUtf8(field, out ReadOnlySpan<byte> utf8))
        {
            output.Write(utf8);
            return true;
        }

        return TryWriteText(field, output.Flush());
    }

    /// <summary>Sets the field, making maps on the way to a nested one.</summary>
    /// <param name="field">The field; <c>@metadata</c> alone takes a map.</param>
    /// <param name="value">A value of the types named above, or an <see cref="int"/>. The event owns it from now on.</param>
    /// <exception cref="InvalidFieldException">The field cannot take the value.</exception>
    public void Set(FieldReference field, object? value)
    {
        value = EventValue.Normalize(field, value);
        if (field.IsMetadata)
        {
            SetMetadata(field, value);
            return;
        }

        if (!field.IsTopLevel)
        {
            SetNested(field, value);
            return;
        }

        if (field.Equals(FieldReference.Timestamp))
        {
            SetTimestamp(EventValue.ToTimestamp(value));
            return;
        }

        if (field.Equals(FieldReference.Tags))
        {
            EventTags.Check(value);
        }

        SetDecoded(FindOrAdd(field), value);
    }

    /// <summary>Sets a top-level field to text given as UTF-8; the bytes are copied unless they lie in the batch's receive buffer. Bytes that are not UTF-8 become <c>\xE9</c>.</summary>
    public void SetText(FieldReference field, ReadOnlySpan<byte> utf8)
    {
        bool isPlain = field.IsTopLevel && !field.IsMetadata && _arena is not null && System.Text.Unicode.Utf8.IsValid(utf8) && !IsSpecial(field);
        if (!isPlain)
        {
            Set(field, Encoding.UTF8.GetString(JsonText.Sanitize(utf8)));
            return;
        }

        if (!_arena!.TryFind(utf8, out byte[]? buffer, out int offset))
        {
            utf8.CopyTo(_arena.Allocate(utf8.Length, out buffer, out offset));
        }

        _entries.SetBytes(FindOrAdd(field), FieldKind.Text, buffer, offset, utf8.Length);
    }

    /// <summary>Sets a top-level field to a value that many events share; nothing is copied or allocated.</summary>
    /// <param name="field">A top-level field other than <c>@timestamp</c>, <c>@metadata</c> and <c>tags</c>.</param>
    public void SetShared(FieldReference field, SharedValue value)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(value);
        if (!field.IsTopLevel || field.IsMetadata || IsSpecial(field))
        {
            Set(field, value.Value);
            return;
        }

        _entries.SetBytes(FindOrAdd(field), value.Kind, value.Bytes, 0, value.Bytes.Length);
    }

    /// <summary>Sets every member of one JSON object as the top-level field of just its name, over what is there, and decodes none of them; the bytes are copied.</summary>
    /// <param name="utf8">The object.</param>
    /// <param name="maximum">How many members it may have.</param>
    /// <param name="special">The members that have a fixed form in an event, decoded and not set: timestamp, tags and metadata. Null when there are none.</param>
    /// <returns>False, with nothing set, when the text is not one JSON object in valid UTF-8 or has too many members.</returns>
    public bool TryMergeJson(ReadOnlySpan<byte> utf8, int maximum, out EventMap? special) =>
        JsonMembers.TryMerge(utf8, maximum, _arena, _entries, _source, out special);

    /// <summary>Removes the field.</summary>
    /// <returns>False when it does not exist.</returns>
    public bool Remove(FieldReference field)
    {
        if (field.IsMetadata)
        {
            if (field.IsTopLevel)
            {
                bool had = _metadata is { Count: > 0 };
                _metadata = null;
                return had;
            }

            return FieldPath.Remove(_metadata, field.Names[1..]);
        }

        int at = Find(field);
        if (at < 0)
        {
            return false;
        }

        if (field.IsTopLevel)
        {
            _entries[at].IsRemoved = true;
            return true;
        }

        object? root = Decode(at);
        bool removed = FieldPath.Remove(root, field.Names[1..]);
        if (removed)
        {
            SetDecoded(at, root);
        }

        return removed;
    }

    /// <summary>Moves a value to another field, over what is there.</summary>
    /// <returns>False when <paramref name="from"/> does not exist.</returns>
    /// <exception cref="InvalidFieldException"><paramref name="to"/> cannot take the value.</exception>
    public bool Rename(FieldReference from, FieldReference to)
    {
        if (!Contains(from))
        {
            return false;
        }

        if (from.Equals(to))
        {
            return true;
        }

        bool isPlain = from.IsTopLevel && to.IsTopLevel && !from.IsMetadata && !to.IsMetadata
            && !IsSpecial(from) && !IsSpecial(to);
        if (isPlain)
        {
            Remove(to);
            int at = Find(from);
            _entries.Rename(at, to.TopLevelUtf8Array);
            _entries[at].IsVerbatim = false;
            return true;
        }

        // Removed first, so that a field can move below its own name: host to [host][name].
        object? value = JsonValue.DeepClone(Get(from));
        Remove(from);
        try
        {
            Set(to, value);
        }
        catch (InvalidFieldException)
        {
            Set(from, value);
            throw;
        }

        return true;
    }

    /// <summary>Adds a value to a field: a field that exists becomes a list with the value at its end.</summary>
    public void Append(FieldReference field, object? value)
    {
        object? present = Get(field);
        if (present is null)
        {
            Set(field, value);
            return;
        }

        List<object?> list = present is List<object?> items ? [.. items] : [present];
        list.Add(value);
        Set(field, list);
    }

    /// <summary>Adds a tag unless the event has it.</summary>
    public void Tag(string tag) => EventTags.Add(this, tag, allowTwice: false);

    /// <summary>Adds a tag even when the event has it already, as the option <c>add_tag</c> does.</summary>
    public void AddTag(string tag) => EventTags.Add(this, tag, allowTwice: true);

    /// <summary>Removes a tag wherever it stands.</summary>
    public void RemoveTag(string tag) => EventTags.Remove(this, tag);

    /// <summary>Whether the event has the tag.</summary>
    public bool HasTag(string tag) => EventTags.Contains(this, tag);

    /// <summary>Takes the event out of the pipeline; it counts as dealt with.</summary>
    public void Cancel() => IsCancelled = true;

    /// <summary>Writes the event as one JSON object, without line end and without metadata.</summary>
    public void WriteJson(IBufferWriter<byte> output) => EventJson.Write(_entries, _source, _timestamp, output);

    /// <summary>The event as JSON text, as <see cref="WriteJson"/> writes it.</summary>
    public string ToJson()
    {
        var output = new ArrayBufferWriter<byte>();
        WriteJson(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>All fields decoded, without metadata; lists and maps are the event's own and only to be read.</summary>
    public EventMap ToMap()
    {
        var map = new EventMap();
        for (int i = 0; i < _entries.Count; i++)
        {
            if (!_entries[i].IsRemoved)
            {
                map[Encoding.UTF8.GetString(_entries.NameOf(i, _source))] = Decode(i);
            }
        }

        return map;
    }

    /// <summary>A copy, metadata included, that belongs to no batch and shares nothing with this event.</summary>
    public Event Clone()
    {
        var copy = new Event(null);
        copy._timestamp = _timestamp;
        copy._metadata = (EventMap?)JsonValue.DeepClone(_metadata);
        for (int i = 0; i < _entries.Count; i++)
        {
            if (!_entries[i].IsRemoved)
            {
                EventJson.CopyEntry(_entries, i, _source, copy._entries);
            }
        }

        return copy;
    }

    /// <inheritdoc/>
    public override string ToString() => ToJson();

    /// <summary>Starts the event afresh over bytes that hold its JSON, or over none.</summary>
    internal EntryList Begin(byte[] source, Timestamp arrival)
    {
        _entries.Clear();
        _source = source;
        _timestamp = arrival;
        _metadata = null;
        IsCancelled = false;
        IsShared = false;
        return _entries;
    }

    /// <summary>After the fields are there: sees to the ones with rules of their own.</summary>
    internal void Complete()
    {
        if (!EventDefaults.HasSpecialField(_entries, _source))
        {
            EventDefaults.AddTimestampAndVersion(_entries);
            return;
        }

        EventDefaults.Apply(this, _entries, _source, ref _timestamp);
    }

    /// <summary>Drops what the event refers to, so that pooled memory is not kept alive.</summary>
    internal void End() => Begin([], default);

    private static bool IsSpecial(FieldReference field) =>
        field.Equals(FieldReference.Timestamp) || field.Equals(FieldReference.Tags);

    private int Find(FieldReference field) => _entries.Find(field.TopLevelUtf8, _source);

    private int FindOrAdd(FieldReference field)
    {
        int at = Find(field);
        if (at >= 0)
        {
            // The slice of the source is for verbatim copies only once the value is another.
            _entries.Replace(at).Name ??= field.TopLevelUtf8Array;
            return at;
        }

        _entries.AddNamed(field.TopLevelUtf8Array);
        return _entries.Count - 1;
    }

    private bool TryResolve(FieldReference field, out object? value)
    {
        if (field.IsMetadata)
        {
            value = field.IsTopLevel ? Metadata : null;
            return field.IsTopLevel || FieldPath.TryGet(_metadata, field.Names[1..], out value);
        }

        int at = Find(field);
        value = null;
        return at >= 0 && FieldPath.TryGet(Decode(at), field.Names[1..], out value);
    }

    private object? Decode(int at)
    {
        if (_entries[at].Kind == FieldKind.Timestamp)
        {
            return _timestamp;
        }

        if (_entries[at].IsDecoded)
        {
            return _entries.ValueOf(at);
        }

        object? decoded = EventJson.DecodeEntry(_entries[at].Kind, _entries.BytesOf(at, _source));
        if (!IsShared)
        {
            NoteValue();
            _entries.SetValue(at, decoded);
            _entries[at].IsDecoded = true;
        }

        return decoded;
    }

    // What must not be kept alive after the event: its batch then goes through all its events when it ends.
    private void NoteValue()
    {
        if (_arena is not null)
        {
            _arena.HasValues = true;
        }
    }

    // The value is the truth from now on, and the bytes are not.
    private void SetDecoded(int at, object? value)
    {
        NoteValue();
        _entries.SetValue(at, value);
        ref FieldEntry entry = ref _entries[at];
        entry.Kind = FieldKind.Value;
        entry.IsDecoded = true;
        entry.IsVerbatim = false;
    }

    private void SetMetadata(FieldReference field, object? value)
    {
        if (!field.IsTopLevel)
        {
            FieldPath.Set(Metadata, field.Names[1..], value, field);
            return;
        }

        NoteValue();
        _metadata = value as EventMap ?? throw new InvalidFieldException("Cannot set @metadata: it takes a map.");
    }

    private void SetNested(FieldReference field, object? value)
    {
        int at = Find(field);
        object root = FieldPath.Set(at < 0 ? null : Decode(at), field.Names[1..], value, field);
        SetDecoded(FindOrAdd(field), root);
    }

    private void SetTimestamp(Timestamp value)
    {
        _timestamp = value;
        int at = FindOrAdd(FieldReference.Timestamp);
        ref FieldEntry entry = ref _entries[at];
        entry.Kind = FieldKind.Timestamp;
        entry.IsDecoded = false;
        entry.IsVerbatim = false;
    }
}
