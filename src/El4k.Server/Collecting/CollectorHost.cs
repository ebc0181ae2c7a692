using El4k.Collector.Plugins;
using El4k.Server.Logging;

namespace El4k.Server.Collecting;

/// <summary>What the pipelines of a process share.</summary>
internal sealed record CollectorHost
{
    public required PluginRegistry Registry { get; init; }

    public required ProgramLog Log { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Folder of what must survive a restart.</summary>
    public required string Data { get; init; }

    /// <summary>The field <c>region</c> of every event; none when empty.</summary>
    public string Region { get; init; } = "";

    /// <summary>Looks a variable of a pipeline file up; the second argument tells whether it is the built-in file.</summary>
    public required Func<string, bool, string?> Variable { get; init; }

    /// <summary>What is lent to plugins, by type.</summary>
    public required IReadOnlyDictionary<Type, object> Parts { get; init; }
}
