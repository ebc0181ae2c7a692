using System.Text;
using System.Text.Json;
using El4k.Store.Mapping;

namespace El4k.Store.Segments;

/// <summary>A place in the documents of an index: a property name within the properties around it.</summary>
/// <remarks>Documents of one source repeat the same names in the same order, so each node guesses that the next name is the one that followed last time.</remarks>
internal sealed class DocumentNode
{
    // Beyond this many names, a list is slower than a table.
    private const int MaxLinear = 8;

    private readonly List<DocumentNode> _children = [];
    private Dictionary<string, DocumentNode>? _byName;
    private DocumentNode? _followedBy;

    /// <summary>Makes the root, or a node below another.</summary>
    public DocumentNode(string path, byte[] name, int depth)
    {
        Path = path;
        Name = name;
        Depth = depth;
    }

    /// <summary>Dotted path from the root; empty for the root.</summary>
    public string Path { get; }

    /// <summary>The property name, UTF-8.</summary>
    public byte[] Name { get; }

    /// <summary>Properties around it.</summary>
    public int Depth { get; }

    /// <summary>The field at this path, once a value stood here.</summary>
    public DocumentField? Field { get; set; }

    /// <summary>What the mapping says of an object here, as far as it was looked up.</summary>
    public ObjectMapping? Object { get; set; }

    /// <summary>The child for the property name that the reader stands on.</summary>
    /// <param name="reader">Stands on a property name.</param>
    /// <param name="previous">The child of the property before, or null.</param>
    /// <param name="create">Makes a child that is not there yet.</param>
    public DocumentNode GetChild(ref Utf8JsonReader reader, DocumentNode? previous, Func<DocumentNode, string, DocumentNode> create)
    {
        var guess = previous is null ? (_children.Count > 0 ? _children[0] : null) : previous._followedBy;
        if (guess is not null && Matches(ref reader, guess))
        {
            return guess;
        }

        var child = Find(ref reader) ?? Add(create(this, reader.GetString()!));
        if (previous is not null)
        {
            previous._followedBy = child;
        }

        return child;
    }

    private static bool Matches(ref Utf8JsonReader reader, DocumentNode node) =>
        reader.ValueIsEscaped ? reader.ValueTextEquals(node.Name) : reader.ValueSpan.SequenceEqual(node.Name);

    private DocumentNode? Find(ref Utf8JsonReader reader)
    {
        if (_byName is not null)
        {
            return _byName.GetValueOrDefault(reader.GetString()!);
        }

        foreach (var child in _children)
        {
            if (Matches(ref reader, child))
            {
                return child;
            }
        }

        return null;
    }

    private DocumentNode Add(DocumentNode child)
    {
        _children.Add(child);
        if (_byName is not null)
        {
            _byName.Add(Encoding.UTF8.GetString(child.Name), child);
        }
        else if (_children.Count > MaxLinear)
        {
            _byName = _children.ToDictionary(item => Encoding.UTF8.GetString(item.Name), StringComparer.Ordinal);
        }

        return child;
    }
}
