using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>Fields that say where events came from, set on those that do not say it themselves.</summary>
/// <remarks>An application's own field of that name is never overwritten, as in Logstash.</remarks>
internal static class EventSource
{
    /// <summary>The tag of an event that holds something in the way of such a field: a text where a map is needed.</summary>
    public const string FailureTag = "_addfieldfailure";

    /// <summary>Sets a text on the events of a batch from one on.</summary>
    public static void AddText(EventBatch batch, int first, FieldReference field, ReadOnlySpan<byte> text)
    {
        foreach (var added in batch.Events.Span[first..])
        {
            if (!added.Contains(field))
            {
                SetText(added, field, text);
            }
        }
    }

    /// <summary>Sets a value on the events of a batch from one on; the value is shared by them, so it must be one that never changes.</summary>
    public static void AddValue(EventBatch batch, int first, FieldReference field, object value)
    {
        foreach (var added in batch.Events.Span[first..])
        {
            AddValue(added, field, value);
        }
    }

    /// <summary>Sets a value on one event, which owns it from now on.</summary>
    public static void AddValue(Event target, FieldReference field, object value)
    {
        if (target.Contains(field))
        {
            return;
        }

        try
        {
            target.Set(field, value);
        }
        catch (InvalidFieldException)
        {
            // What the sender put there stays; the event goes on without ours.
            target.Tag(FailureTag);
        }
    }

    /// <summary>Sets a value on the events of a batch from one on; nothing is copied or allocated.</summary>
    public static void AddShared(EventBatch batch, int first, FieldReference field, SharedValue value)
    {
        foreach (var added in batch.Events.Span[first..])
        {
            if (!added.Contains(field))
            {
                SetShared(added, field, value);
            }
        }
    }

    private static void SetText(Event target, FieldReference field, ReadOnlySpan<byte> text)
    {
        try
        {
            target.SetText(field, text);
        }
        catch (InvalidFieldException)
        {
            // What the sender put there stays; the event goes on without ours.
            target.Tag(FailureTag);
        }
    }

    private static void SetShared(Event target, FieldReference field, SharedValue value)
    {
        try
        {
            target.SetShared(field, value);
        }
        catch (InvalidFieldException)
        {
            // What the sender put there stays; the event goes on without ours.
            target.Tag(FailureTag);
        }
    }
}
