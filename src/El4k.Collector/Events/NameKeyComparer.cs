namespace El4k.Collector.Events;

/// <summary>Compares names by their bytes.</summary>
internal sealed class NameKeyComparer : IEqualityComparer<NameKey>
{
    public static readonly NameKeyComparer Instance = new();

    public bool Equals(NameKey x, NameKey y) => x.Name.Span.SequenceEqual(y.Name.Span);

    public int GetHashCode(NameKey obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj.Name.Span);
        return hash.ToHashCode();
    }
}
