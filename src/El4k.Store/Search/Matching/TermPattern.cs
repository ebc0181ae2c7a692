namespace El4k.Store.Search.Matching;

/// <summary>A condition on one term's text.</summary>
/// <remarks>Immutable; any thread.</remarks>
internal abstract class TermPattern
{
    /// <summary>What every matching term begins with; empty when nothing is known.</summary>
    public abstract string Prefix { get; }

    /// <summary>Whether every term that begins with <see cref="Prefix"/> matches.</summary>
    public virtual bool IsPrefixOnly => false;

    public abstract bool IsMatch(ReadOnlySpan<char> term);
}
