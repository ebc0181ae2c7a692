using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>Whole strings as ordinals into a dictionary.</summary>
/// <remarks>
/// Blocks hold ordinals from 0 to <see cref="TermDictionary.Count"/> - 1 of <see cref="Terms"/>. A condition on strings is a condition on
/// ordinals, found once per segment: for one term <see cref="TermDictionary.IndexOf"/>; for ranges and prefixes an ordinal range when the
/// dictionary is sorted; otherwise a walk over all terms that marks the matching ordinals in a bit set.
/// </remarks>
internal abstract class KeywordColumn : BlockColumn<int>
{
    /// <inheritdoc/>
    public override ColumnType Type => ColumnType.Keyword;

    /// <summary>The distinct strings.</summary>
    public abstract TermDictionary Terms { get; }
}
