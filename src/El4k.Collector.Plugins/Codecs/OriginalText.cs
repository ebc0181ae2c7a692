using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs;

/// <summary>The text of an event as it came, which some plugins keep with the Elastic Common Schema.</summary>
internal static class OriginalText
{
    /// <summary>The tag of an event that holds something in the way of the text: a value where a map is needed.</summary>
    public const string FailureTag = "_addfieldfailure";

    /// <summary>The field that takes the text; null where it is not kept.</summary>
    public static FieldReference? Field(EcsCompatibility mode) => mode.OptionalField(disabled: null, ecs: "[event][original]");

    /// <summary>Keeps the text, unless the event has a field of that name.</summary>
    public static void Keep(Event target, FieldReference field, ReadOnlySpan<byte> text)
    {
        if (target.Contains(field))
        {
            return;
        }

        try
        {
            target.SetText(field, text);
        }
        catch (InvalidFieldException)
        {
            // What the sender put there stays; the event goes on without its text.
            target.Tag(FailureTag);
        }
    }
}
