using El4k.Store.Indices;

namespace El4k.Store;

public sealed partial class StoreEngine
{
    /// <summary>Searches indices. Sees every acknowledged operation.</summary>
    /// <param name="names">Concrete names, as <see cref="ResolveNames"/> gives them.</param>
    /// <param name="request">What to find.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="Search.InvalidRequestException">The request does not fit the fields, or its buckets are too many.</exception>
    /// <exception cref="Errors.StoreException"><c>index_not_found_exception</c>.</exception>
    public SearchResponse Search(IReadOnlyList<string> names, SearchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var snapshots = AcquireSnapshots(names);
        try
        {
            return new SearchExecution(request, _options.TimeProvider, cancellationToken).Run(snapshots);
        }
        finally
        {
            Release(snapshots);
        }
    }

    private static void Release(IReadOnlyList<IndexSnapshot> snapshots)
    {
        foreach (var snapshot in snapshots)
        {
            snapshot.Dispose();
        }
    }
}
