namespace El4k.Collector.Expressions.Oniguruma;

/// <summary>The options that hold at one place of an expression.</summary>
/// <param name="IsExtended">Whether blanks and comments mean nothing (x).</param>
/// <param name="IgnoresCase">Whether capitals and small letters are the same (i).</param>
/// <param name="DotMatchesLineEnd">Whether the dot matches a line end (m); null where the expression leaves it to whoever uses it.</param>
internal readonly record struct GroupOptions(bool IsExtended, bool IgnoresCase, bool? DotMatchesLineEnd)
{
    /// <summary>The options after letters such as <c>mi-x</c>.</summary>
    public GroupOptions With(ReadOnlySpan<char> letters)
    {
        var off = letters.IndexOf('-');
        var on = off < 0 ? letters : letters[..off];
        var without = off < 0 ? default : letters[off..];
        return new GroupOptions(
            (IsExtended || on.Contains('x')) && !without.Contains('x'),
            (IgnoresCase || on.Contains('i')) && !without.Contains('i'),
            without.Contains('m') ? false : on.Contains('m') ? true : DotMatchesLineEnd);
    }

    /// <summary>What .NET needs to be told for these options to hold where others do, as in <c>(?i-s:</c>; empty where they are the same.</summary>
    /// <returns>False when only whoever uses the expression could tell.</returns>
    public bool TryOpenWithin(GroupOptions others, out string opening)
    {
        opening = "";
        if (IgnoresCase == others.IgnoresCase && DotMatchesLineEnd == others.DotMatchesLineEnd)
        {
            return true;
        }

        if (DotMatchesLineEnd is null && others.DotMatchesLineEnd is not null)
        {
            return false;
        }

        var on = (IgnoresCase ? "i" : "") + (DotMatchesLineEnd == true ? "s" : "");
        var off = (IgnoresCase ? "" : "i") + (DotMatchesLineEnd == false ? "s" : "");
        opening = off.Length > 0 ? $"(?{on}-{off}:" : $"(?{on}:";
        return true;
    }
}
