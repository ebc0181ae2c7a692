using System.Text.Json;

namespace El4k.Store;

/// <summary>The answer to a search. It holds no snapshot any more; any thread may write it.</summary>
public sealed class SearchResponse
{
    internal SearchResponse(SearchRequest request) => Request = request;

    /// <summary>How many documents match, counted in full.</summary>
    public required long TotalHits { get; init; }

    /// <summary>How long the search took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Indices that were searched; each counts as one shard.</summary>
    public required int Indices { get; init; }

    /// <summary>What could not be read.</summary>
    public required IReadOnlyList<SearchFailure> Failures { get; init; }

    internal SearchRequest Request { get; }

    /// <summary>The array of hits, as JSON.</summary>
    internal ReadOnlyMemory<byte> Hits { get; init; }

    /// <summary>The object of aggregations, as JSON; empty when the request has none.</summary>
    internal ReadOnlyMemory<byte> Aggregations { get; init; }

    internal bool HasHits { get; init; }

    /// <summary>Writes the body of <c>_search</c>: one object.</summary>
    /// <param name="json">Where to write; it stands where a value may begin.</param>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("took", (long)Took.TotalMilliseconds);
        json.WriteBoolean("timed_out", false);
        WriteShards(json);
        json.WriteStartObject("hits");
        WriteTotal(json);
        if (HasHits && Request.Sort.Count == 0)
        {
            json.WritePropertyName("max_score");
            json.WriteRawValue("1.0", skipInputValidation: true);
        }
        else
        {
            json.WriteNull("max_score");
        }

        json.WritePropertyName("hits");
        json.WriteRawValue(Hits.Span, skipInputValidation: true);
        json.WriteEndObject();
        if (!Aggregations.IsEmpty)
        {
            json.WritePropertyName("aggregations");
            json.WriteRawValue(Aggregations.Span, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the body of <c>_count</c>: one object.</summary>
    /// <param name="json">Where to write; it stands where a value may begin.</param>
    public void WriteCountTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("count", TotalHits);
        WriteShards(json);
        json.WriteEndObject();
    }

    private void WriteTotal(Utf8JsonWriter json)
    {
        if (Request.TrackedHits == -1)
        {
            return;
        }

        var tracked = Request.TrackedHits ?? long.MaxValue;
        var value = Math.Min(TotalHits, tracked);
        if (Request.TotalAsNumber)
        {
            json.WriteNumber("total", TotalHits);
            return;
        }

        json.WriteStartObject("total");
        json.WriteNumber("value", value);
        json.WriteString("relation", TotalHits > tracked ? "gte" : "eq");
        json.WriteEndObject();
    }

    private void WriteShards(Utf8JsonWriter json)
    {
        var failed = Failures.DistinctBy(failure => failure.Index).Count();
        json.WriteStartObject("_shards");
        json.WriteNumber("total", Indices);
        json.WriteNumber("successful", Indices - failed);
        json.WriteNumber("skipped", 0);
        json.WriteNumber("failed", failed);
        if (failed > 0)
        {
            json.WriteStartArray("failures");
            foreach (var failure in Failures)
            {
                json.WriteStartObject();
                json.WriteNumber("shard", 0);
                json.WriteString("index", failure.Index);
                json.WriteStartObject("reason");
                json.WriteString("type", "corrupt_index_exception");
                json.WriteString("reason", failure.Reason);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
