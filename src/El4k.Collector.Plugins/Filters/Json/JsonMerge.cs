using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Json;

/// <summary>Puts the members of a decoded object into an event, over what is there. Members that have a fixed form in an event follow the rules of decoding.</summary>
/// <remarks>A name stands for itself, whatever characters it has: data does not decide what is nested where.</remarks>
internal sealed class JsonMerge(TimeProvider clock)
{
    private const string TimestampFailureTag = "_timestampparsefailure";
    private const string TagsFailureTag = "_tagsparsefailure";

    private static readonly FieldReference RefusedTimestamp = FieldReference.Parse("_@timestamp");
    private static readonly FieldReference RefusedTags = FieldReference.Parse("_tags");
    private static readonly FieldReference RefusedMetadata = FieldReference.Parse("_@metadata");
    private static readonly FieldReference Metadata = FieldReference.Parse("@metadata");

    public void Apply(EventMap members, Event target)
    {
        object? timestamp = null;
        object? refusedTags = null;
        foreach (var (name, value) in members)
        {
            switch (name)
            {
                case "@timestamp":
                    timestamp = value;
                    break;
                case "@metadata":
                    target.Set(value is EventMap ? Metadata : RefusedMetadata, value);
                    break;
                case "tags" when !IsTags(value):
                    refusedTags = value;
                    break;
                default:
                    target.Set(FieldReference.TopLevel(name), value);
                    break;
            }
        }

        if (refusedTags is not null)
        {
            target.Set(RefusedTags, refusedTags);
            target.Tag(TagsFailureTag);
        }

        if (timestamp is not null)
        {
            SetTimestamp(timestamp, target);
        }
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
