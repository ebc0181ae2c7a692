using System.Text.Json;

namespace El4k.Store.Aggregations;

/// <summary>What every aggregation has in a request, whatever its type.</summary>
/// <param name="Name">The name that the request gave it.</param>
/// <param name="Path">Where its body stands in the request, for errors.</param>
/// <param name="Children">The aggregations inside each of its buckets.</param>
/// <param name="Meta">What the request wants back unchanged beside the result.</param>
internal sealed record AggregationHeader(string Name, string Path, IReadOnlyList<Aggregation> Children, JsonElement? Meta);
