using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>Chooses names of fields by <c>ecs_compatibility</c>: each plugin's table of names is written with it, a row for each field. Used when a plugin is built, never for an event.</summary>
/// <remarks><c>v8</c> means what <c>v1</c> means, as in all plugins of Logstash that are here.</remarks>
internal static class FieldNames
{
    /// <summary>The field's name.</summary>
    /// <param name="mode">The plugin's <c>ecs_compatibility</c>.</param>
    /// <param name="disabled">The name of Logstash 7.</param>
    /// <param name="ecs">The name with the Elastic Common Schema.</param>
    public static FieldReference Field(this EcsCompatibility mode, string disabled, string ecs) => FieldReference.Parse(mode.Choose(disabled, ecs));

    /// <summary>The field's name, or null where the field is not set in this mode.</summary>
    /// <param name="mode">The plugin's <c>ecs_compatibility</c>.</param>
    /// <param name="disabled">The name of Logstash 7; null for none.</param>
    /// <param name="ecs">The name with the Elastic Common Schema; null for none.</param>
    public static FieldReference? OptionalField(this EcsCompatibility mode, string? disabled, string? ecs) =>
        mode.Choose(disabled, ecs) is { } name ? FieldReference.Parse(name) : null;

    /// <summary>One of two values that depend on the mode, such as the name of an index.</summary>
    public static T Choose<T>(this EcsCompatibility mode, T disabled, T ecs) => mode == EcsCompatibility.Disabled ? disabled : ecs;
}
