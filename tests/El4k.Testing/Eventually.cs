using System.Diagnostics;

namespace El4k.Testing;

/// <summary>Waits for what another thread or process brings about, without sleeping longer than needed.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns as soon as <paramref name="condition"/> holds.</summary>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="what">What is waited for, in words, for the failure's message.</param>
    /// <exception cref="TimeoutException">It did not hold within 20 seconds.</exception>
    public static async Task HoldsAsync(Func<bool> condition, Func<string> what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Waited {Patience.TotalSeconds} s for: {what()}");
            }

            await Task.Delay(Step);
        }
    }
}
