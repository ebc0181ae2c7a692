using System.Globalization;
using El4k.Store.Io;

namespace El4k.Store.Search;

/// <summary>How many of several optional conditions a document must meet: <c>2</c>, <c>-1</c>, <c>75%</c>, <c>-25%</c> or <c>3&lt;75%</c>.</summary>
internal static class MinimumShouldMatch
{
    /// <summary>The number meant, for a number of conditions.</summary>
    /// <exception cref="InvalidRequestException">The text is none of the forms.</exception>
    public static int Resolve(string specification, int count, string path)
    {
        // Conditional forms stand in ascending order: the last one below the count decides, below all of them everything is asked for.
        var result = specification.Contains('<', StringComparison.Ordinal) ? count : Plain(specification, count, path);
        foreach (var condition in specification.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(part => part.Contains('<', StringComparison.Ordinal)))
        {
            var separator = condition.IndexOf('<', StringComparison.Ordinal);
            if (!int.TryParse(condition.AsSpan(0, separator), NumberStyles.None, CultureInfo.InvariantCulture, out var bound))
            {
                throw Wrong(specification, path);
            }

            if (count > bound)
            {
                result = Plain(condition[(separator + 1)..], count, path);
            }
        }

        return Math.Clamp(result, 0, count);
    }

    /// <summary>The rows that are in at least <paramref name="minimum"/> of the sets; the sets may be changed.</summary>
    public static RowSet AtLeast(int minimum, IReadOnlyList<RowSet> sets, SegmentSearch segment)
    {
        if (minimum <= 0)
        {
            return segment.AllRows();
        }

        if (minimum > sets.Count)
        {
            return segment.NoRows();
        }

        // reached[n] holds the rows that are in more than n of the sets seen so far.
        var reached = new RowSet[minimum];
        for (var i = 0; i < minimum; i++)
        {
            reached[i] = segment.NoRows();
        }

        foreach (var set in sets)
        {
            for (var n = minimum - 1; n > 0; n--)
            {
                var both = reached[n - 1].Clone();
                both.And(set);
                reached[n].Or(both);
            }

            reached[0].Or(set);
        }

        return reached[minimum - 1];
    }

    private static int Plain(string text, int count, string path)
    {
        var percent = text.EndsWith('%');
        if (!int.TryParse(percent ? text.AsSpan(0, text.Length - 1) : text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw Wrong(text, path);
        }

        if (percent)
        {
            var share = (int)((long)count * Math.Abs((long)number) / 100);
            return number < 0 ? count - share : share;
        }

        return number < 0 ? count + number : number;
    }

    private static InvalidRequestException Wrong(string text, string path) =>
        new(InvalidRequestException.IllegalArgument, $"[{path}] must be a number, a percentage or a condition such as 3<75%, but is [{text}]");
}
