using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>The way from a bucket to a figure inside it: <c>load</c>, <c>load.95</c>, <c>load[95.0]</c>, <c>errors&gt;load.max</c>.</summary>
/// <param name="Child">Number of the first aggregation of the way among those of the bucket.</param>
/// <param name="Names">Further aggregations, each inside the one before.</param>
/// <param name="Property">The figure of the last aggregation, or null when it has only one.</param>
internal sealed record FigurePath(int Child, IReadOnlyList<string> Names, string? Property)
{
    /// <exception cref="InvalidRequestException">The way leads nowhere.</exception>
    public static FigurePath Parse(string text, string path, IReadOnlyList<Aggregation> children)
    {
        var names = text.Split('>');
        foreach (var (name, property) in Splits(names[^1]))
        {
            names[^1] = name;
            for (var child = 0; child < children.Count; child++)
            {
                var way = new FigurePath(child, names[1..], property);
                if (children[child].Name == names[0] && way.Leads(children[child].CreateEmpty()))
                {
                    return way;
                }
            }
        }

        throw new InvalidRequestException(
            InvalidRequestException.IllegalArgument,
            $"Invalid aggregation order path [{text}] at [{path}]; expected _count, _key, or a figure of {string.Join(", ", children.Select(child => child.Name).DefaultIfEmpty("an aggregation inside"))} such as name, name.avg or name.95");
    }

    public double Read(BucketPartial bucket) => Find(bucket.Children[Child], out var figure) ? figure : double.NaN;

    private bool Leads(AggregationPartial start) => Find(start, out _);

    private bool Find(AggregationPartial partial, out double figure)
    {
        figure = double.NaN;
        foreach (var name in Names)
        {
            if (partial.FindChild(name) is not { } next)
            {
                return false;
            }

            partial = next;
        }

        return partial.TryGetFigure(Property, out figure);
    }

    /// <summary>The ways to read the last part: whole, in brackets, or cut at any point, since names may hold points too.</summary>
    private static IEnumerable<(string Name, string? Property)> Splits(string text)
    {
        yield return (text, null);
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket > 0 && text.EndsWith(']'))
        {
            yield return (text[..bracket], text[(bracket + 1)..^1]);
        }

        for (var point = text.IndexOf('.', StringComparison.Ordinal); point >= 0; point = text.IndexOf('.', point + 1))
        {
            yield return (text[..point], text[(point + 1)..]);
        }
    }
}
