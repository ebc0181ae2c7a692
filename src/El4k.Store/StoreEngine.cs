using System.Buffers;
using System.Text;
using System.Text.Json;
using El4k.Store.Errors;
using El4k.Store.Indices;
using El4k.Store.Io;
using El4k.Store.Mapping;
using El4k.Store.Wal;

namespace El4k.Store;

/// <summary>An embedded search engine over one folder: the indices in it, durable writes, and search.</summary>
/// <remarks>
/// Safe for any number of threads. Requests that are refused throw <see cref="StoreException"/>, which carries Elasticsearch's
/// error type and the HTTP status. Dispose it once, when no call is running any more: that writes what is in memory to disk.
/// </remarks>
public sealed partial class StoreEngine : IAsyncDisposable
{
    private readonly StoreOptions _options;
    private readonly FileStream _lock;
    private readonly IndexRegistry _indices;
    private readonly WriteAheadLog _wal;
    private readonly StoreMaintenance _maintenance;
    private int _disposed;

    private StoreEngine(StoreOptions options, FileStream lockFile, IndexRegistry indices, WriteAheadLog wal)
    {
        _options = options;
        _lock = lockFile;
        _indices = indices;
        _wal = wal;
        _maintenance = new StoreMaintenance(options, indices, wal);
    }

    /// <summary>Opens the folder, making it if need be, and recovers what an interrupted process left in the write-ahead log.</summary>
    /// <exception cref="IOException">Another process has the folder open, or it cannot be read; the message says which.</exception>
    public static StoreEngine Open(StoreOptions options) => Open(options, FileSystem.Disk);

    /// <summary>Performs operations in order. Each succeeds or fails alone.</summary>
    /// <returns>A result for each operation. When the task is done, what succeeded is on disk (fsync) and visible to searches.</returns>
    /// <exception cref="StoreException">The log cannot be written (disk full): 503, none of the operations is done.</exception>
    public async Task<BulkResult> BulkAsync(IReadOnlyList<BulkOperation> operations, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var results = new BulkItemResult[operations.Count];
        var pending = new List<PendingState>();
        foreach (var (name, positions) in PositionsByIndex(operations))
        {
            try
            {
                var index = _indices.Find(name) ?? CreateForBulk(name);
                if (index.Apply(operations, positions, results) is { } state)
                {
                    pending.Add(state);
                }
            }
            catch (StoreException exception) when (!_wal.HasFailed)
            {
                Refuse(operations, positions, exception.Error, results);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Refuse(operations, positions, new StoreError("io_exception", 503, $"index [{name}] cannot be made: {exception.Message}"), results);
            }
        }

        await PublishAsync(pending);
        await _maintenance.ThrottleAsync(pending.Select(state => state.Index));
        return new BulkResult(results, Array.Exists(results, result => result.Error is not null));
    }

    /// <summary>Fetches a document by id; sees every acknowledged operation.</summary>
    /// <returns>The document, or null if the index has none with that id.</returns>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>.</exception>
    public StoredDocument? Get(string index, string id)
    {
        using var snapshot = _indices.Get(index).AcquireSnapshot();
        var bytes = Encoding.UTF8.GetBytes(id);
        for (var i = snapshot.Segments.Count - 1; i >= 0; i--)
        {
            var segment = snapshot.Segments[i];
            var row = segment.FindRow(bytes);
            if (row >= 0)
            {
                var source = new ArrayBufferWriter<byte>();
                segment.ReadSource(row, source);
                return new StoredDocument(index, id, segment.GetVersion(row), segment.GetSequenceNumber(row), source.WrittenMemory);
            }
        }

        return null;
    }

    /// <summary>Makes an index.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="body">The request's body (<c>settings</c>, <c>mappings</c>), or an undefined element for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StoreException"><c>resource_already_exists_exception</c>, <c>invalid_index_name_exception</c>, <c>mapper_parsing_exception</c>.</exception>
    public Task CreateIndexAsync(string name, JsonElement body = default, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (settings, mapping) = IndexBody.Parse(body);
        return Task.Run(() => _indices.Create(name, settings, mapping, acceptExisting: false), cancellationToken);
    }

    /// <summary>Deletes indices with all they hold. Searches that already run finish.</summary>
    /// <param name="names">Concrete names.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>; none is then deleted.</exception>
    public Task DeleteIndicesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default) =>
        Task.Run(() => _indices.Delete(names), cancellationToken);

    /// <summary>Whether an index of this concrete name exists.</summary>
    public bool Exists(string name) => _indices.Contains(name);

    /// <summary>
    /// The existing indices that an expression names, ascending: a comma list of names and <c>*</c> patterns, where <c>-pattern</c>
    /// removes from what stands before it; null, empty, <c>_all</c> and <c>*</c> are all.
    /// </summary>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>, as <paramref name="resolution"/> says.</exception>
    public IReadOnlyList<string> ResolveNames(string? expression, NameResolution? resolution = null) =>
        IndexNames.Resolve(expression, _indices.Names, resolution ?? NameResolution.Default);

    /// <summary>Name, uuid, time of creation and settings of an index.</summary>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>.</exception>
    public IndexDescription Describe(string name)
    {
        var index = _indices.Get(name);
        return new IndexDescription(index.Name, index.Uuid.ToString("N"), index.Created, Encoding.UTF8.GetBytes(index.Settings));
    }

    /// <summary>Writes the value of <c>mappings</c> as <c>GET /{index}/_mapping</c> shows it: an object.</summary>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>.</exception>
    public void WriteMapping(string name, Utf8JsonWriter json) => MappingWriter.Write(_indices.Get(name).State.Mapping, json);

    /// <summary>Adds fields to the mapping of an index; durable when the task is done.</summary>
    /// <param name="name">Concrete name of the index.</param>
    /// <param name="mapping">A mapping: an object with <c>properties</c>, <c>dynamic</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StoreException"><c>illegal_argument_exception</c> when a field would change its type; <c>mapper_parsing_exception</c>.</exception>
    public Task PutMappingAsync(string name, JsonElement mapping, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var update = MappingParser.Parse(mapping, isExplicit: true, out var settingsGiven);
        return PublishAsync([_indices.Get(name).PutMapping(update, settingsGiven)]);
    }

    /// <summary>Makes acknowledged operations visible to searches. They already are: this only checks the names.</summary>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>.</exception>
    public void Refresh(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            _indices.Get(name);
        }
    }

    /// <summary>Writes what the indices hold in memory to segment files.</summary>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>.</exception>
    /// <exception cref="IOException">The files cannot be written; nothing is lost.</exception>
    public async Task FlushAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var index in names.Select(_indices.Get).ToList())
        {
            await index.FlushAsync();
        }

        _wal.RemoveObsolete(_indices.IsPersisted);
    }

    /// <summary>Figures of the indices.</summary>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>.</exception>
    public IReadOnlyList<IndexStatistics> GetStatistics(IReadOnlyList<string> names) => [.. names.Select(StatisticsOf)];

    /// <summary>Takes one snapshot of each index for a search; the caller disposes them.</summary>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>.</exception>
    internal IReadOnlyList<IndexSnapshot> AcquireSnapshots(IReadOnlyList<string> names)
    {
        var snapshots = new List<IndexSnapshot>(names.Count);
        try
        {
            foreach (var name in names)
            {
                snapshots.Add(_indices.Get(name).AcquireSnapshot());
            }
        }
        catch
        {
            snapshots.ForEach(snapshot => snapshot.Dispose());
            throw;
        }

        return snapshots;
    }

    private static Dictionary<string, List<int>> PositionsByIndex(IReadOnlyList<BulkOperation> operations)
    {
        var positions = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < operations.Count; i++)
        {
            if (!positions.TryGetValue(operations[i].Index, out var list))
            {
                positions.Add(operations[i].Index, list = []);
            }

            list.Add(i);
        }

        return positions;
    }

    private static void Refuse(IReadOnlyList<BulkOperation> operations, IEnumerable<int> positions, StoreError error, BulkItemResult[] results)
    {
        foreach (var position in positions)
        {
            var operation = operations[position];
            results[position] = new BulkItemResult
            {
                Action = operation.Action,
                Index = operation.Index,
                Id = operation.Id,
                Status = error.Status,
                Error = error,
            };
        }
    }

    private StoredIndex CreateForBulk(string name) => _options.AutoCreateIndex
        ? _indices.Create(name, "{}", IndexMapping.Empty, acceptExisting: true)
        : _indices.Get(name);

    private async Task PublishAsync(List<PendingState> pending)
    {
        if (pending.Count == 0)
        {
            return;
        }

        await _wal.CommitAsync(pending.Max(state => state.WalSequence));
        foreach (var state in pending)
        {
            state.Index.Publish(state.State);
        }
    }
}
