namespace El4k.Store.Io;

/// <summary>Patterns over names of indices and fields, in which <c>*</c> stands for any characters, none included.</summary>
internal static class NamePattern
{
    /// <summary>Whether the text holds a wildcard.</summary>
    public static bool IsPattern(string text) => text.Contains('*', StringComparison.Ordinal);

    /// <summary>Whether <paramref name="name"/> matches; case counts.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // On a mismatch only the last star needs another try: what an earlier star took can always be left as it is.
        var (p, n, star, retry) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = n;
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }
}
