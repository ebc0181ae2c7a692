namespace El4k.Collector.Plugins.Filters;

/// <summary>Finds what someone who mistyped a name probably meant.</summary>
internal static class NearestName
{
    /// <returns>The name with the fewest edits, if they are few for its length; otherwise null.</returns>
    public static string? Find(string typed, IEnumerable<string> names)
    {
        var best = default(string);
        var bestDistance = Math.Max(2, typed.Length / 4) + 1;
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var distance = string.Equals(name, typed, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(typed, name, bestDistance);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions and substitutions from one to the other; at least <paramref name="limit"/> when the lengths differ by more.</summary>
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) >= limit)
        {
            return limit;
        }

        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
