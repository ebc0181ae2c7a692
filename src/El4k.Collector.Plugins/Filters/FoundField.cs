using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters;

/// <summary>Fields whose names come from the data of an event and not from the configuration.</summary>
internal static class FoundField
{
    /// <summary>How many fields of an event one text may make; ten times what Elasticsearch maps by default.</summary>
    /// <remarks>Every field is looked for among those that are there: a megabyte of names would hold a worker for minutes.</remarks>
    public const int Maximum = 10_000;

    /// <summary>The field that a name addresses: <c>[a][b]</c> a nested one, anything that is no field reference the one field of just this name.</summary>
    public static FieldReference Named(string name) =>
        name.Length > 0 && FieldReference.TryParse(name, out var reference, out _) ? reference : FieldReference.TopLevel(name);
}
