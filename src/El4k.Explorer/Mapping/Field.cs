namespace El4k.Explorer.Mapping;

/// <summary>A field as people know it: a text and its exact twin are one.</summary>
/// <param name="Name">The dotted path as in documents.</param>
/// <param name="Kind">What can be done with its values.</param>
/// <param name="MappingType">The store's types, joined with <c>/</c> where indices differ.</param>
/// <param name="ExactName">The name to group, sort and compare by; null for a text that was not also indexed whole.</param>
/// <param name="IsText">Whether the name itself is indexed word by word.</param>
internal sealed record Field(string Name, FieldKind Kind, string MappingType, string? ExactName, bool IsText)
{
    /// <summary>Longer values are not in the exact twin: the default of the templates of Logstash and of dynamic mapping.</summary>
    public const int ExactLengthLimit = 256;

    /// <summary>Whether values must be looked up under another name than the field's own.</summary>
    public bool HasTwin => ExactName is not null && ExactName != Name;
}
