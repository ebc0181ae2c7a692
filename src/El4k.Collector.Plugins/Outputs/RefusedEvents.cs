using System.Globalization;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Retries;

namespace El4k.Collector.Plugins.Outputs;

/// <summary>Takes events that an output's target refuses for good, or that cannot be sent at all. Safe for all threads.</summary>
/// <param name="plugin">The output.</param>
/// <param name="firstDelay">The pause after the first dead letter that could not be written; null for a second.</param>
/// <param name="longestDelay">The longest pause; null for a minute.</param>
internal sealed class RefusedEvents(PluginContext plugin, TimeSpan? firstDelay = null, TimeSpan? longestDelay = null)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>Keeps an event as a dead letter; while dead letters cannot be written this waits.</summary>
    /// <param name="refused">The event.</param>
    /// <param name="reason">Why it was refused.</param>
    /// <param name="cancellation">Asks to give up.</param>
    public async ValueTask AddAsync(Event refused, string reason, CancellationToken cancellation)
    {
        plugin.Counters.Add("refused", 1);
        if (plugin.DeadLetters is not { } deadLetters)
        {
            plugin.Log.Error($"An event was refused for good: {reason}. The event: {refused}");
            return;
        }

        var backoff = new RetryBackoff(firstDelay ?? FirstDelay, longestDelay ?? LongestDelay, Random.Shared);
        while (true)
        {
            try
            {
                await deadLetters.AddAsync(plugin.Id, refused, reason).ConfigureAwait(false);
                return;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Waited for here: left to the pipeline, all events of the batch would be sent once more.
                var delay = backoff.Next();
                plugin.Log.Error(string.Create(CultureInfo.InvariantCulture, $"A refused event could not be kept as a dead letter: {failure.Message} Trying again in {delay.TotalSeconds:0.#} s."));
                await Task.Delay(delay, plugin.Clock, cancellation).ConfigureAwait(false);
            }
        }
    }
}
