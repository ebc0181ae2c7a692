namespace El4k.Collector.Events;

/// <summary>The rules for the fields that every event has, or that have a fixed form: timestamp, version, tags, metadata.</summary>
internal static class EventDefaults
{
    private static readonly FieldReference BadTimestamp = FieldReference.Parse("_@timestamp");
    private static readonly FieldReference BadTags = FieldReference.Parse("_tags");
    private static readonly FieldReference BadMetadata = FieldReference.Parse("_@metadata");
    private static readonly FieldReference Metadata = FieldReference.Parse("@metadata");

    private static readonly byte[] VersionText = "1"u8.ToArray();

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
                object? value = isPlain ? null : EventJson.DecodeEntry(in entry, bytes);
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
        object? value = EventJson.DecodeEntry(in entry, source.AsSpan(entry.ValueOffset, entry.ValueLength));
        entry.IsRemoved = true;
        target.Set(value is EventMap ? Metadata : BadMetadata, value);
    }

    private static void AddTimestamp(EntryList entries)
    {
        ref FieldEntry entry = ref entries.AddNamed(FieldReference.Timestamp.TopLevelUtf8Array);
        entry.Kind = FieldKind.Timestamp;
    }

    private static void AddVersion(EntryList entries)
    {
        ref FieldEntry entry = ref entries.AddNamed(FieldReference.Version.TopLevelUtf8Array);
        entry.Kind = FieldKind.Text;
        entry.Buffer = VersionText;
        entry.ValueLength = VersionText.Length;
    }
}
