namespace El4k.Server.Demo;

/// <summary>Draws an item with a chance in proportion to its weight, in O(log n).</summary>
internal sealed class WeightedChoice<T>
{
    private readonly IReadOnlyList<T> _items;
    private readonly double[] _upTo;

    public WeightedChoice(IReadOnlyList<T> items, Func<T, double> weight)
    {
        _items = items;
        _upTo = new double[items.Count];
        var sum = 0.0;
        for (var i = 0; i < items.Count; i++)
        {
            _upTo[i] = sum += weight(items[i]);
        }
    }

    public T Next(Random random)
    {
        var at = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return _items[Math.Min(at < 0 ? ~at : at, _items.Count - 1)];
    }
}
