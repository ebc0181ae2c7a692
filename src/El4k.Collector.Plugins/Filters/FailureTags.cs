using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters;

/// <summary>The option <c>tag_on_failure</c> of filters that take several tags.</summary>
internal static class FailureTags
{
    /// <summary>Gives the event each of the tags it does not have yet.</summary>
    public static void TagAll(this Event target, IReadOnlyList<string> tags)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            target.Tag(tags[i]);
        }
    }
}
