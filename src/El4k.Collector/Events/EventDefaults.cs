namespace El4k.Collector.Events;

/// <summary>The rules for the fields that every event has, or that have a fixed form: timestamp, version, tags, metadata.</summary>
internal static class EventDefaults
{
    private static readonly FieldReference BadTimestamp = FieldReference.Parse("_@timestamp");
    private static readonly FieldReference BadTags = FieldReference.Parse("_tags");
    private static readonly FieldReference BadMetadata = FieldReference.Parse("_@metadata");
    private static readonly FieldReference Metadata = FieldReference.Parse("@metadata");

    /// <summary>The members that every event gets which has none of its own; an entry marked <see cref="FieldFlags.Default"/> has its slices here.</summary>
    public static readonly byte[] Json = "\"@timestamp\":\"\",\"@version\":\"1\""u8.ToArray();

    private const int TimestampName = 1;
    private const int VersionName = 17;
    private const int VersionValue = 27;

    /// <summary>Whether a field of this name has a fixed form that bytes need not have.</summary>
    public static bool IsSpecial(ReadOnlySpan<byte> name) =>
        name.SequenceEqual(FieldReference.Timestamp.TopLevelUtf8) || name.SequenceEqual(FieldReference.Tags.TopLevelUtf8) || name.SequenceEqual(Metadata.TopLevelUtf8);

    /// <summary>Whether a field is there that needs <see cref="Apply"/>.</summary>
    public static bool HasSpecialField(EntryList entries, byte[] source) =>
        entries.Find(FieldReference.Timestamp.TopLevelUtf8, source) >= 0
        || entries.Find(FieldReference.Version.TopLevelUtf8, source) >= 0
        || entries.Find(FieldReference.Tags.TopLevelUtf8, source) >= 0
        || entries.Find(Metadata.TopLevelUtf8, source) >= 0;

    public static void AddTimestampAndVersion(EntryList entries)
    {
        AddTimestamp(entries);
        AddVersion(entries);
    }

    public static void Apply(Event target, EntryList entries, byte[] source, ref Timestamp timestamp)
    {
        Events.Timestamp arrival = timestamp;
        object? refused = null;
        int at = entries.Find(FieldReference.Timestamp.TopLevelUtf8, source);
        if (at < 0)
        {
            AddTimestamp(entries);
        }
        else
        {
            ref FieldEntry entry = ref entries[at];
            ReadOnlySpan<byte> bytes = source.AsSpan(entry.ValueOffset, entry.ValueLength);
            bool isPlain = entry.Kind == FieldKind.PlainString && Timestamp.TryParse(bytes[1..^1], out timestamp);
            bool isKept = isPlain && Iso8601.IsCanonical(bytes[1..^1]);
            if (isKept)
            {
                // The text is copied as it is, but whoever asks for the value gets an instant.
                entry.Kind = FieldKind.Timestamp;
            }
            else
            {
                object? value = isPlain ? null : EventJson.DecodeEntry(entry.Kind, bytes);
                if (value is not null && !(value is string text && Timestamp.TryParse(text, out timestamp)))
                {
                    refused = value;
                }

                if (!isPlain && (refused is not null || value is null))
                {
                    timestamp = arrival;
                }

                entry.IsRemoved = true;
                AddTimestamp(entries);
            }
        }

        if (entries.Find(FieldReference.Version.TopLevelUtf8, source) < 0)
        {
            AddVersion(entries);
        }

        MoveMetadata(target, entries, source);
        CheckTags(target, entries, source);
        if (refused is not null)
        {
            target.Set(BadTimestamp, refused);
            target.Tag("_timestampparsefailure");
        }
    }

    private static void CheckTags(Event target, EntryList entries, byte[] source)
    {
        int at = entries.Find(FieldReference.Tags.TopLevelUtf8, source);
        if (at < 0 || entries[at].Kind is FieldKind.PlainString or FieldKind.EscapedString or FieldKind.Null)
        {
            return;
        }

        object? tags = target.Get(FieldReference.Tags);
        if (tags is List<object?> list && list.TrueForAll(item => item is string))
        {
            return;
        }

        target.Remove(FieldReference.Tags);
        target.Set(BadTags, tags);
        target.Tag("_tagsparsefailure");
    }

    private static void MoveMetadata(Event target, EntryList entries, byte[] source)
    {
        int at = entries.Find(Metadata.TopLevelUtf8, source);
        if (at < 0)
        {
            return;
        }

        ref FieldEntry entry = ref entries[at];
        object? value = EventJson.DecodeEntry(entry.Kind, source.AsSpan(entry.ValueOffset, entry.ValueLength));
        entry.IsRemoved = true;
        target.Set(value is EventMap ? Metadata : BadMetadata, value);
    }

    private static void AddTimestamp(EntryList entries)
    {
        ref FieldEntry entry = ref entries.Add(FieldReference.Timestamp.TopLevelUtf8, out _);
        entry.NameOffset = TimestampName;
        entry.NameLength = (ushort)FieldReference.Timestamp.TopLevelUtf8.Length;
        entry.Kind = FieldKind.Timestamp;
        entry.Flags = FieldFlags.Default;
    }

    private static void AddVersion(EntryList entries)
    {
        ref FieldEntry entry = ref entries.Add(FieldReference.Version.TopLevelUtf8, out _);
        entry.NameOffset = VersionName;
        entry.NameLength = (ushort)FieldReference.Version.TopLevelUtf8.Length;
        entry.ValueOffset = VersionValue;
        entry.ValueLength = Json.Length - VersionValue;
        entry.Kind = FieldKind.PlainString;
        entry.Flags = FieldFlags.Default | FieldFlags.Verbatim;
    }
}
