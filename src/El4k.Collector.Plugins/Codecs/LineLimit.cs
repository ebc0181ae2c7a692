using System.Globalization;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs;

/// <summary>What happens to a line over the limit: it is counted, logged, and its beginning flows on as a tagged event.</summary>
internal static class LineLimit
{
    /// <summary>The limit when none is given: far over any log line, and small enough that many connections cannot take all memory.</summary>
    public const long DefaultBytes = 16 * 1024 * 1024;

    /// <summary>The tag of a line of which only the beginning was kept.</summary>
    public const string Tag = "_linetoolong";

    /// <summary>Adds the beginning of a line to the batch.</summary>
    public static void AddCut(ReadOnlySpan<byte> beginning, string option, long limit, PluginContext context, EventBatch batch)
    {
        context.Counters.AddDropped(1);
        context.Log.Error(string.Create(
            CultureInfo.InvariantCulture,
            $"A line is longer than {option} ({limit} bytes): its first {beginning.Length} bytes are kept as an event tagged {Tag}, the rest up to the next delimiter is skipped. Raise {option} if such lines are wanted."));
        batch.AddFailure(beginning, Tag);
    }
}
