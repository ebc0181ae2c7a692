using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Generator;

/// <summary>The names of the fields that <c>generator</c> sets.</summary>
internal sealed class GeneratorFields(EcsCompatibility mode)
{
    /// <summary>The name of this machine.</summary>
    public FieldReference Host { get; } = mode.Field("host", "[host][name]");

    /// <summary>The round.</summary>
    public FieldReference Sequence { get; } = mode.Field("sequence", "[event][sequence]");
}
