using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Heartbeat;

/// <summary>The names of the fields that <c>heartbeat</c> sets, and what else depends on <c>ecs_compatibility</c>.</summary>
internal sealed class HeartbeatFields(EcsCompatibility mode)
{
    /// <summary>The name of this machine.</summary>
    public FieldReference Host { get; } = mode.Field("host", "[host][name]");

    /// <summary>The time, or the number, of the beat.</summary>
    public FieldReference Sequence { get; } = mode.Field("clock", "[event][sequence]");

    /// <summary>Whether the messages <c>epoch</c> and <c>sequence</c> ask for a field in place of a message.</summary>
    public bool MessageAsksForSequence { get; } = mode.Choose(disabled: true, ecs: false);
}
