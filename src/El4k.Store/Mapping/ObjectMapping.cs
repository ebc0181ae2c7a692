namespace El4k.Store.Mapping;

/// <summary>What a mapping says about an object field: a prefix of paths, not a field with values.</summary>
/// <param name="Path">The dotted path of the object.</param>
/// <param name="Dynamic">What happens to unknown fields within, or null to do as the object around it.</param>
/// <param name="Enabled">False leaves everything within in <c>_source</c> only.</param>
/// <param name="TypeName"><c>object</c>, or the type as given (<c>nested</c>, kept flat).</param>
internal sealed record ObjectMapping(string Path, DynamicMode? Dynamic, bool Enabled, string TypeName);
