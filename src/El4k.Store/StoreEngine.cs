using System.Text.Json;
using El4k.Store.Indices;

namespace El4k.Store;

/// <summary>An embedded search engine over one folder: the indices in it, durable writes, and search.</summary>
/// <remarks>
/// Safe for any number of threads. Requests that are refused throw <see cref="Errors.StoreException"/>, which carries Elasticsearch's
/// error type and the HTTP status. Dispose it once, when no call is running any more: that writes what is in memory to disk.
/// </remarks>
public sealed partial class StoreEngine : IAsyncDisposable
{
    /// <summary>Opens the folder, making it if need be, and recovers what an interrupted process left in the write-ahead log.</summary>
    /// <exception cref="IOException">Another process has the folder open, or it cannot be read; the message says which.</exception>
    public static StoreEngine Open(StoreOptions options) => throw new NotSupportedException();

    /// <summary>Performs operations in order. Each succeeds or fails alone.</summary>
    /// <returns>A result for each operation. When the task is done, what succeeded is on disk (fsync) and visible to searches.</returns>
    /// <exception cref="Errors.StoreException">The log cannot be written (disk full): 503, none of the operations is done.</exception>
    public Task<BulkResult> BulkAsync(IReadOnlyList<BulkOperation> operations, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Fetches a document by id; sees every acknowledged operation.</summary>
    /// <returns>The document, or null if the index has none with that id.</returns>
    /// <exception cref="Errors.StoreException"><c>index_not_found_exception</c>.</exception>
    public StoredDocument? Get(string index, string id) => throw new NotSupportedException();

    /// <summary>Makes an index.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="body">The request's body (<c>settings</c>, <c>mappings</c>), or an undefined element for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Errors.StoreException"><c>resource_already_exists_exception</c>, <c>invalid_index_name_exception</c>, <c>mapper_parsing_exception</c>.</exception>
    public Task CreateIndexAsync(string name, JsonElement body = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Deletes indices with all they hold. Searches that already run finish.</summary>
    /// <param name="names">Concrete names.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Errors.StoreException"><c>index_not_found_exception</c>; none is then deleted.</exception>
    public Task DeleteIndicesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Whether an index of this concrete name exists.</summary>
    public bool Exists(string name) => throw new NotSupportedException();

    /// <summary>
    /// The existing indices that an expression names, ascending: a comma list of names and <c>*</c> patterns, where <c>-pattern</c>
    /// removes from what stands before it; null, empty, <c>_all</c> and <c>*</c> are all.
    /// </summary>
    /// <exception cref="Errors.StoreException"><c>index_not_found_exception</c>, as <paramref name="resolution"/> says.</exception>
    public IReadOnlyList<string> ResolveNames(string? expression, NameResolution? resolution = null) => throw new NotSupportedException();

    /// <summary>Name, uuid, time of creation and settings of an index.</summary>
    /// <exception cref="Errors.StoreException"><c>index_not_found_exception</c>.</exception>
    public IndexDescription Describe(string name) => throw new NotSupportedException();

    /// <summary>Writes the value of <c>mappings</c> as <c>GET /{index}/_mapping</c> shows it: an object.</summary>
    /// <exception cref="Errors.StoreException"><c>index_not_found_exception</c>.</exception>
    public void WriteMapping(string name, Utf8JsonWriter json) => throw new NotSupportedException();

    /// <summary>Adds fields to the mapping of an index; durable when the task is done.</summary>
    /// <param name="name">Concrete name of the index.</param>
    /// <param name="mapping">A mapping: an object with <c>properties</c>, <c>dynamic</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Errors.StoreException"><c>illegal_argument_exception</c> when a field would change its type; <c>mapper_parsing_exception</c>.</exception>
    public Task PutMappingAsync(string name, JsonElement mapping, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Makes acknowledged operations visible to searches. They already are: this only checks the names.</summary>
    /// <exception cref="Errors.StoreException"><c>index_not_found_exception</c>.</exception>
    public void Refresh(IReadOnlyList<string> names) => throw new NotSupportedException();

    /// <summary>Writes what the indices hold in memory to segment files.</summary>
    /// <exception cref="Errors.StoreException"><c>index_not_found_exception</c>.</exception>
    public Task FlushAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Figures of the indices.</summary>
    /// <exception cref="Errors.StoreException"><c>index_not_found_exception</c>.</exception>
    public IReadOnlyList<IndexStatistics> GetStatistics(IReadOnlyList<string> names) => throw new NotSupportedException();

    /// <summary>Takes one snapshot of each index for a search; the caller disposes them.</summary>
    /// <exception cref="Errors.StoreException"><c>index_not_found_exception</c>.</exception>
    internal IReadOnlyList<IndexSnapshot> AcquireSnapshots(IReadOnlyList<string> names) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
