namespace El4k.Collector.Configuration;

/// <summary>Finds the name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>"Did you mean …?" for the nearest of the names, or null when none is near.</summary>
    public static string? Suggest(string wrong, IEnumerable<string> names, string quote = "\"")
    {
        string? best = Find(wrong, names);
        return best is null ? null : $"Did you mean {quote}{best}{quote}?";
    }

    /// <summary>The nearest name by edits, at most a third of its length away; null when none is.</summary>
    public static string? Find(string wrong, IEnumerable<string> names)
    {
        string lower = wrong.ToLowerInvariant();
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string name in names)
        {
            int distance = Distance(lower, name.ToLowerInvariant());
            if (distance < bestDistance && distance <= Math.Max(1, name.Length / 3))
            {
                best = name;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>The fewest insertions, deletions, replacements and swaps of neighbours that make one text of the other.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 6)
        {
            return int.MaxValue;
        }

        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            cost[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            cost[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
