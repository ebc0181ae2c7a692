using System.Globalization;

namespace El4k.Collector.Plugins.Tests.Filters;

/// <summary>A clock that stands at one instant, written as ISO 8601.</summary>
internal sealed class StoppedClock(string instant) : TimeProvider
{
    private readonly DateTimeOffset _now = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public override DateTimeOffset GetUtcNow() => _now;
}
