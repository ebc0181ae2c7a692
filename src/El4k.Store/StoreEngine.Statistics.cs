using El4k.Store.Indices;

namespace El4k.Store;

/// <content>Figures of indices.</content>
public sealed partial class StoreEngine
{
    private IndexStatistics StatisticsOf(string name)
    {
        if (_indices.Unreadable.TryGetValue(name, out var problem))
        {
            return new IndexStatistics
            {
                Name = name,
                Uuid = "",
                Health = IndexHealth.Red,
                Created = DateTimeOffset.UnixEpoch,
                Documents = 0,
                DeletedDocuments = 0,
                DiskBytes = 0,
                MemoryBytes = 0,
                Segments = 0,
                Fields = 0,
                Damage = [problem],
            };
        }

        return _indices.Get(name).GetStatistics();
    }
}
