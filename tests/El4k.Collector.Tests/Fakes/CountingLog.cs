using System.Globalization;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>Adds up the events that errors say were not acknowledged, and those that they say are lost.</summary>
internal sealed class CountingLog : ILog
{
    private int _abandoned;
    private int _lost;

    public int Abandoned => Volatile.Read(ref _abandoned);

    public int Lost => Volatile.Read(ref _lost);

    public void Write(LogSeverity severity, string source, string message, Exception? exception = null)
    {
        if (severity != LogSeverity.Error)
        {
            return;
        }

        if (message.Contains("not acknowledged", StringComparison.Ordinal))
        {
            Interlocked.Add(ref _abandoned, NumberIn(message));
        }
        else if (message.Contains("are lost", StringComparison.Ordinal))
        {
            Interlocked.Add(ref _lost, NumberIn(message));
        }
    }

    private static int NumberIn(string message) =>
        int.Parse(message.Split(' ').First(word => word.All(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
}
