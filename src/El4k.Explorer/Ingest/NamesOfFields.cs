using El4k.Explorer.Mapping;

namespace El4k.Explorer.Ingest;

/// <summary>Under which name each field of the collectors' documents is indexed whole.</summary>
internal sealed class NamesOfFields(FieldCatalog catalog)
{
    public string Exact(string name) => catalog.FindOrUnknown(name).ExactName ?? name;
}
