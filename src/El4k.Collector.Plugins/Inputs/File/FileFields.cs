using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>The names of the fields that <c>file</c> sets.</summary>
internal sealed class FileFields(EcsCompatibility mode)
{
    /// <summary>The name of this machine.</summary>
    public FieldReference Host { get; } = mode.Field("host", "[host][name]");

    /// <summary>The file's path.</summary>
    public FieldReference Path { get; } = mode.Field("path", "[log][file][path]");
}
