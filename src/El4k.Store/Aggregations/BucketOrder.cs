using System.Text.Json;
using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>The order of buckets: by count, by key, by figures of the aggregations inside, or by several of these.</summary>
/// <remarks>Buckets that are equal in all of them come in ascending order of their keys. Immutable; any thread.</remarks>
internal sealed class BucketOrder
{
    public static readonly BucketOrder KeyAscending = new([new Criterion(CriterionKind.Key, false, null)]);

    public static readonly BucketOrder CountDescending = new([new Criterion(CriterionKind.Count, true, null)]);

    private readonly IReadOnlyList<Criterion> _criteria;

    private BucketOrder(IReadOnlyList<Criterion> criteria) => _criteria = criteria;

    private enum CriterionKind
    {
        Count,
        Key,
        Figure,
    }

    /// <summary>Whether this is the order of the keys, in which histograms are made.</summary>
    public bool IsKeyAscending => _criteria is [{ Kind: CriterionKind.Key, Descending: false }, ..];

    /// <summary>Reads <c>order</c>: <c>{ "_count": "desc" }</c> or a list of such objects.</summary>
    /// <exception cref="InvalidRequestException">A path names no figure inside the buckets.</exception>
    public static BucketOrder Parse(RequestObject body, AggregationHeader header, BucketOrder fallback)
    {
        var criteria = new List<Criterion>();
        foreach (var (value, path) in body.ReadList("order"))
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                throw RequestObject.Wrong(path, "an object such as {\"_count\": \"desc\"}", value);
            }

            criteria.AddRange(value.EnumerateObject().Select(property => ParseCriterion(property, path, header)));
        }

        return criteria.Count == 0 ? fallback : new BucketOrder(criteria);
    }

    /// <summary>The first buckets in this order.</summary>
    public List<(TKey Key, BucketPartial Bucket)> Take<TKey>(IReadOnlyCollection<(TKey Key, BucketPartial Bucket)> buckets, int size)
        where TKey : IComparable<TKey>
    {
        var comparer = Comparer<Entry<TKey>>.Create(Compare);
        var entries = buckets.Select(bucket => new Entry<TKey>(bucket.Key, bucket.Bucket, FiguresOf(bucket.Bucket)));
        if (size >= buckets.Count / 8)
        {
            var all = entries.ToList();
            all.Sort(comparer);
            return [.. all.Take(size).Select(entry => (entry.Key, entry.Bucket))];
        }

        // Few of many: the worst of the chosen ones is at the head of the queue and makes way for a better one.
        var chosen = new PriorityQueue<Entry<TKey>, Entry<TKey>>(Comparer<Entry<TKey>>.Create((left, right) => comparer.Compare(right, left)));
        foreach (var entry in entries)
        {
            if (chosen.Count < size)
            {
                chosen.Enqueue(entry, entry);
            }
            else if (size > 0 && comparer.Compare(entry, chosen.Peek()) < 0)
            {
                chosen.DequeueEnqueue(entry, entry);
            }
        }

        var top = new List<(TKey, BucketPartial)>(chosen.Count);
        while (chosen.TryDequeue(out var entry, out _))
        {
            top.Add((entry.Key, entry.Bucket));
        }

        top.Reverse();
        return top;
    }

    private static Criterion ParseCriterion(JsonProperty property, string path, AggregationHeader header)
    {
        var descending = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()!.ToUpperInvariant() switch
        {
            "ASC" => false,
            "DESC" => true,
            _ => throw RequestObject.Wrong($"{path}.{property.Name}", "asc or desc", property.Value),
        } : throw RequestObject.Wrong($"{path}.{property.Name}", "asc or desc", property.Value);
        return property.Name switch
        {
            "_count" => new Criterion(CriterionKind.Count, descending, null),
            "_key" or "_term" or "_time" => new Criterion(CriterionKind.Key, descending, null),
            var name => new Criterion(CriterionKind.Figure, descending, FigurePath.Parse(name, path, header.Children)),
        };
    }

    private double[] FiguresOf(BucketPartial bucket)
    {
        var figures = new double[_criteria.Count];
        for (var i = 0; i < figures.Length; i++)
        {
            figures[i] = _criteria[i].Path?.Read(bucket) ?? 0;
        }

        return figures;
    }

    private int Compare<TKey>(Entry<TKey> left, Entry<TKey> right)
        where TKey : IComparable<TKey>
    {
        for (var i = 0; i < _criteria.Count; i++)
        {
            var criterion = _criteria[i];
            var result = criterion.Kind switch
            {
                CriterionKind.Count => left.Bucket.Count.CompareTo(right.Bucket.Count),
                CriterionKind.Key => left.Key.CompareTo(right.Key),
                _ => CompareFigures(left.Figures[i], right.Figures[i], criterion.Descending),
            };
            if (result != 0)
            {
                return criterion.Descending ? -result : result;
            }
        }

        return left.Key.CompareTo(right.Key);
    }

    /// <summary>Buckets without a figure come last in either direction.</summary>
    private static int CompareFigures(double left, double right, bool descending)
    {
        if (double.IsNaN(left) || double.IsNaN(right))
        {
            var last = double.IsNaN(left) ? double.IsNaN(right) ? 0 : 1 : -1;
            return descending ? -last : last;
        }

        return left.CompareTo(right);
    }

    private sealed record Criterion(CriterionKind Kind, bool Descending, FigurePath? Path);

    private readonly record struct Entry<TKey>(TKey Key, BucketPartial Bucket, double[] Figures);
}
