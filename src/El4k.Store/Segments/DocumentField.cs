using El4k.Store.Mapping;

namespace El4k.Store.Segments;

/// <summary>A field as the parser of one index knows it: one object for each path, however the path is nested in documents.</summary>
internal sealed class DocumentField(string path, int id)
{
    /// <summary>The dotted path.</summary>
    public string Path => path;

    /// <summary>A number from 0 that builders index their columns by.</summary>
    public int Id => id;

    /// <summary>The field's mapping; null until a value decides it.</summary>
    public FieldMapping? Mapping { get; set; }

    /// <summary>Whether the mapping was made by the document that is being parsed, and goes if that fails.</summary>
    public bool IsPending { get; set; }
}
