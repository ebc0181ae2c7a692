namespace El4k.Store.Search.Hits;

/// <summary>A document of the answer, still as a row.</summary>
/// <param name="Segment">Number of the segment among those of the request.</param>
/// <param name="Row">The row.</param>
/// <param name="Values">The values it is ordered by, one for each key.</param>
internal sealed record Hit(int Segment, int Row, SortValue[] Values);
