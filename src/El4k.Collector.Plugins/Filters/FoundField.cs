using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters;

/// <summary>Fields whose names come from the data of an event and not from the configuration.</summary>
internal static class FoundField
{
    /// <summary>The field that a name addresses: <c>[a][b]</c> a nested one, anything that is no field reference the one field of just this name.</summary>
    public static FieldReference Named(string name) =>
        name.Length > 0 && FieldReference.TryParse(name, out var reference, out _) ? reference : FieldReference.TopLevel(name);
}
