using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Stdin;

/// <summary>The names of the fields that <c>stdin</c> sets.</summary>
internal sealed class StdinFields(EcsCompatibility mode)
{
    /// <summary>The name of this machine.</summary>
    public FieldReference Host { get; } = mode.Field("host", "[host][hostname]");
}
