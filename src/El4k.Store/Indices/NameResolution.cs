namespace El4k.Store.Indices;

/// <summary>How an expression of index names is resolved.</summary>
/// <param name="IgnoreUnavailable">A concrete name that does not exist is left out instead of being an error.</param>
/// <param name="AllowNoIndices">A pattern that matches nothing, or an expression that resolves to nothing, is no error.</param>
/// <param name="ExpandHidden">Patterns match names that begin with a dot also when the pattern does not.</param>
public sealed record NameResolution(bool IgnoreUnavailable = false, bool AllowNoIndices = true, bool ExpandHidden = false)
{
    /// <summary>What most endpoints use when the request says nothing.</summary>
    public static NameResolution Default { get; } = new();
}
