using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Udp;

/// <summary>The names of the fields that <c>udp</c> sets.</summary>
internal sealed class UdpFields(EcsCompatibility mode)
{
    /// <summary>The sender's address.</summary>
    public FieldReference Source { get; } = mode.Field("host", "[host][ip]");
}
