using System.Diagnostics;

namespace El4k.Collector.Plugins.Tests;

/// <summary>Waits for what other threads bring about, with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task<T> GetAsync<T>(Func<T?> probe, Func<string> whatWentWrong)
        where T : class
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (probe() is { } found)
            {
                return found;
            }

            Assert.True(watch.Elapsed < Deadline, whatWentWrong());
            await Task.Delay(5);
        }
    }

    public static Task IsTrueAsync(Func<bool> condition, string what) =>
        GetAsync(() => condition() ? (object)true : null, () => "It never came true: " + what);
}
