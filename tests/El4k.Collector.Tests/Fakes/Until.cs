namespace El4k.Collector.Tests.Fakes;

/// <summary>Waits for a condition, generously.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(5, deadline.Token);
        }
    }
}
