namespace El4k.Collector.Tests.Fakes;

/// <summary>What the runtime throws when an allocation fails.</summary>
internal static class Shortage
{
#pragma warning disable CA2201 // It is the runtime's own, which is what is tried.
    public static Exception Of(string place) => new OutOfMemoryException($"planted in the {place}");
#pragma warning restore CA2201
}
