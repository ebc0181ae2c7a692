using System.Globalization;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>Adds up the events that errors say were not acknowledged.</summary>
internal sealed class CountingLog : ILog
{
    private int _abandoned;

    public int Abandoned => Volatile.Read(ref _abandoned);

    public void Write(LogSeverity severity, string source, string message, Exception? exception = null)
    {
        if (severity == LogSeverity.Error && message.Contains("not acknowledged", StringComparison.Ordinal))
        {
            string number = message.Split(' ').First(word => word.All(char.IsAsciiDigit));
            Interlocked.Add(ref _abandoned, int.Parse(number, CultureInfo.InvariantCulture));
        }
    }
}
