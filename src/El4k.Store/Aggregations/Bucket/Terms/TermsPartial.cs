using System.Text.Json;

namespace El4k.Store.Aggregations.Bucket.Terms;

/// <summary>All buckets of some documents by value; they are ordered and cut when written, so counts are exact.</summary>
internal sealed class TermsPartial(TermsAggregation request, ValueFormat format, Dictionary<TermKey, BucketPartial> buckets) : AggregationPartial
{
    private ValueFormat _format = format;
    private Dictionary<TermKey, BucketPartial> _buckets = buckets;

    public override string TypedName => _buckets.Keys.Select(key => key.Kind).DefaultIfEmpty(TermKeyKind.Term).First() switch
    {
        TermKeyKind.Long => "lterms",
        TermKeyKind.Double => "dterms",
        _ => "sterms",
    };

    public override void Merge(AggregationPartial other)
    {
        var partial = (TermsPartial)other;
        _format = _format.IsShown ? _format : partial._format;
        var (from, to) = (partial._buckets, _buckets);
        if (from.Count > to.Count)
        {
            // Putting the fewer into the more costs less; merging is commutative.
            (from, to) = (to, from);
        }

        foreach (var (key, bucket) in from)
        {
            if (to.TryGetValue(key, out var known))
            {
                known.Merge(bucket);
            }
            else
            {
                to.Add(key, bucket);
            }
        }

        _buckets = to;
    }

    public override void WriteTo(Utf8JsonWriter json, AggregationOutput output)
    {
        Widen();
        var eligible = _buckets.Where(bucket => bucket.Value.Count >= request.MinDocCount).Select(bucket => (bucket.Key, bucket.Value)).ToList();
        var top = request.Order.Take(eligible, request.Size);
        output.AddBuckets(top.Count);
        json.WriteNumber("doc_count_error_upper_bound", 0);
        json.WriteNumber("sum_other_doc_count", eligible.Sum(bucket => bucket.Value.Count) - top.Sum(bucket => bucket.Bucket.Count));
        json.WriteStartArray("buckets");
        foreach (var (key, bucket) in top)
        {
            json.WriteStartObject();
            WriteKey(json, key);
            bucket.WriteTo(json, output, request.Header.Children);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteKey(Utf8JsonWriter json, TermKey key)
    {
        switch (key.Kind)
        {
            case TermKeyKind.Term:
                json.WriteString("key", key.Term);
                break;
            case TermKeyKind.Long:
                json.WriteNumber("key", key.Long);
                _format.Write(json, "key_as_string", key.Long);
                break;
            default:
                json.WritePropertyName("key");
                AggregationOutput.WriteNumber(json, key.Number);
                _format.Write(json, "key_as_string", key.Number);
                break;
        }
    }

    /// <summary>Makes one key of 1 and 1.0, which indices with different mappings may both have.</summary>
    private void Widen()
    {
        if (!_buckets.Keys.Any(key => key.Kind == TermKeyKind.Long) || !_buckets.Keys.Any(key => key.Kind == TermKeyKind.Double))
        {
            return;
        }

        var widened = new Dictionary<TermKey, BucketPartial>();
        foreach (var (key, bucket) in _buckets)
        {
            if (!widened.TryAdd(key.Widened(), bucket))
            {
                widened[key.Widened()].Merge(bucket);
            }
        }

        _buckets = widened;
    }
}
