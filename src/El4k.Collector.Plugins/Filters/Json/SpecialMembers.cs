using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Json;

/// <summary>The members of an object that have a fixed form in an event: they follow the rules of decoding one.</summary>
internal sealed class SpecialMembers(TimeProvider clock)
{
    private const string TimestampFailureTag = "_timestampparsefailure";
    private const string TagsFailureTag = "_tagsparsefailure";

    private static readonly FieldReference RefusedTimestamp = FieldReference.Parse("_@timestamp");
    private static readonly FieldReference RefusedTags = FieldReference.Parse("_tags");
    private static readonly FieldReference RefusedMetadata = FieldReference.Parse("_@metadata");
    private static readonly FieldReference Metadata = FieldReference.Parse("@metadata");

    /// <summary>Puts them into the event.</summary>
    /// <param name="members">Timestamp, tags and metadata, as far as the object has them.</param>
    /// <param name="target">The event.</param>
    public void Apply(EventMap members, Event target)
    {
        if (members.TryGetValue("@metadata", out var metadata))
        {
            target.Set(metadata is EventMap ? Metadata : RefusedMetadata, metadata);
        }

        if (members.TryGetValue("tags", out var tags))
        {
            SetTags(tags, target);
        }

        if (members.TryGetValue("@timestamp", out var timestamp) && timestamp is not null)
        {
            SetTimestamp(timestamp, target);
        }
    }

    private static void SetTags(object? tags, Event target)
    {
        if (IsTags(tags))
        {
            target.Set(FieldReference.Tags, tags);
            return;
        }

        target.Set(RefusedTags, tags);
        target.Tag(TagsFailureTag);
    }

    private static bool IsTags(object? value) => value is null or string || (value is List<object?> list && list.TrueForAll(item => item is string));

    private void SetTimestamp(object value, Event target)
    {
        if (value is string text && Timestamp.TryParse(text, out var instant))
        {
            target.Timestamp = instant;
            return;
        }

        target.Timestamp = Timestamp.Now(clock);
        target.Set(RefusedTimestamp, value);
        target.Tag(TimestampFailureTag);
    }
}
