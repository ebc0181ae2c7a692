using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>Dead letters without a place to keep them: each is logged with its reason, and gone.</summary>
public sealed class LoggedDeadLetters(ILog log) : IDeadLetters
{
    /// <inheritdoc/>
    public ValueTask AddAsync(string pluginId, Event refused, string reason)
    {
        ArgumentNullException.ThrowIfNull(refused);
        string text = refused.ToJson();
        log.Write(LogSeverity.Error, pluginId, $"An event was refused for good: {reason} Event: {(text.Length <= 2000 ? text : text[..2000] + "…")}");
        return ValueTask.CompletedTask;
    }
}
