using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>What a configuration is loaded with.</summary>
public sealed record ConfigurationContext
{
    /// <summary>The plugins it may name.</summary>
    public required PluginRegistry Registry { get; init; }

    /// <summary>Looks up a variable for <c>${NAME}</c>; null when there is none.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Whether <c>\n</c> and the like in strings stand for the character: Logstash's <c>config.support_escapes</c>.</summary>
    public bool SupportEscapes { get; init; }

    /// <summary>How brackets in names of fields are written: Logstash's <c>config.field_reference.escape_style</c>.</summary>
    public FieldEscapeStyle FieldEscapes { get; init; }

    /// <summary>Which names plugins give their fields where they do not say it themselves: Logstash's <c>pipeline.ecs_compatibility</c>.</summary>
    public EcsCompatibility EcsCompatibility { get; init; }

    /// <summary>Where plugins log.</summary>
    public ILog Log { get; init; } = NullLog.Instance;

    /// <summary>The clock of plugins and formats.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where outputs put what their targets refuse; null to log and drop it.</summary>
    public IDeadLetters? DeadLetters { get; init; }

    /// <summary>What the host lends to plugins, by type.</summary>
    public IReadOnlyDictionary<Type, object> HostParts { get; init; } = new Dictionary<Type, object>();
}
