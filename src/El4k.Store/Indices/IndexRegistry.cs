using System.Collections.Concurrent;
using El4k.Store.Errors;
using El4k.Store.Mapping;

namespace El4k.Store.Indices;

/// <summary>The indices of a store by name.</summary>
/// <remarks>Safe for any number of threads; making and deleting indices happens one at a time.</remarks>
internal sealed class IndexRegistry(IndexEnvironment environment)
{
    private readonly ConcurrentDictionary<string, StoredIndex> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, StoredIndex> _byUuid = new();
    private readonly ConcurrentDictionary<string, string> _unreadable = new(StringComparer.Ordinal);
    private readonly Lock _changing = new();

    /// <summary>Every readable index.</summary>
    public ICollection<StoredIndex> All => _byName.Values;

    /// <summary>Names of all indices, also of unreadable ones.</summary>
    public IReadOnlyCollection<string> Names => [.. _byName.Keys, .. _unreadable.Keys];

    /// <summary>Indices that could not be opened, and why.</summary>
    public IReadOnlyDictionary<string, string> Unreadable => _unreadable;

    /// <summary>Opens every index in the store's folder; one that cannot be opened does not keep the others from it.</summary>
    public void Open()
    {
        foreach (var directory in Directory.EnumerateDirectories(environment.IndicesPath))
        {
            var name = Path.GetFileName(directory);
            if (!File.Exists(Path.Combine(directory, ManifestFile.FileName)) && !File.Exists(Path.Combine(directory, ManifestFile.CopyName)))
            {
                // The process ended while it made the index; nothing was acknowledged for it.
                environment.Log($"{directory}: a folder without a manifest, left from an index that was never finished, is deleted");
                environment.Files.DeleteDirectory(directory);
                continue;
            }

            try
            {
                Add(new StoredIndex(environment, ManifestFile.Read(directory, environment.Log)));
            }
            catch (IOException exception)
            {
                environment.Log($"index {name} cannot be opened and is left alone: {exception.Message}");
                _unreadable[name] = exception.Message;
            }
        }
    }

    /// <summary>The index of a name.</summary>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>, or 503 if it is there but unreadable.</exception>
    public StoredIndex Get(string name)
    {
        if (_byName.TryGetValue(name, out var index))
        {
            return index;
        }

        throw _unreadable.TryGetValue(name, out var problem)
            ? new StoreException("no_shard_available_action_exception", 503, $"index [{name}] cannot be read: {problem}") { Index = name }
            : StoreErrors.IndexNotFound(name);
    }

    /// <summary>The index of a name, or null.</summary>
    public StoredIndex? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The index with a uuid, or null.</summary>
    public StoredIndex? Find(Guid uuid) => _byUuid.GetValueOrDefault(uuid);

    /// <summary>Whether operations of an index up to a sequence number need the log no more: they are in segments, or the index is gone.</summary>
    /// <remarks>While an index is unreadable, its uuid is not known either, so what no readable index owns is kept for it.</remarks>
    public bool IsPersisted(Guid uuid, long sequenceNumber) =>
        Find(uuid) is not { } index ? _unreadable.IsEmpty : index.PersistedSequenceNumber >= sequenceNumber;

    /// <summary>Whether a name is taken.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name) || _unreadable.ContainsKey(name);

    /// <summary>Makes an index; durable on return.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="settings">A JSON object.</param>
    /// <param name="mapping">Its first mapping.</param>
    /// <param name="acceptExisting">Whether an index that is there already is returned instead of being an error.</param>
    /// <exception cref="StoreException"><c>invalid_index_name_exception</c>, <c>resource_already_exists_exception</c>.</exception>
    public StoredIndex Create(string name, string settings, IndexMapping mapping, bool acceptExisting)
    {
        lock (_changing)
        {
            if (_byName.TryGetValue(name, out var existing))
            {
                return acceptExisting ? existing : throw StoreErrors.IndexAlreadyExists(name, existing.Uuid.ToString("N"));
            }

            if (_unreadable.ContainsKey(name))
            {
                return Get(name);
            }

            IndexNames.Validate(name);
            var index = StoredIndex.Create(environment, name, settings, mapping);
            Add(index);
            return index;
        }
    }

    /// <summary>Deletes indices; durable on return.</summary>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>; none is then deleted.</exception>
    public void Delete(IReadOnlyList<string> names)
    {
        lock (_changing)
        {
            foreach (var name in names)
            {
                if (!Contains(name))
                {
                    throw StoreErrors.IndexNotFound(name);
                }
            }

            foreach (var name in names.Distinct(StringComparer.Ordinal))
            {
                if (_byName.TryRemove(name, out var index))
                {
                    _byUuid.TryRemove(index.Uuid, out _);
                    index.Delete();
                }
                else if (_unreadable.TryRemove(name, out _))
                {
                    environment.Files.DeleteDirectory(Path.Combine(environment.IndicesPath, name));
                }
            }
        }
    }

    private void Add(StoredIndex index)
    {
        _byUuid[index.Uuid] = index;
        _byName[index.Name] = index;
    }
}
