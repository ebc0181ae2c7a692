using El4k.Store.Io;
using El4k.Store.Wal;

namespace El4k.Store.Indices;

/// <summary>What the indices of a store share.</summary>
/// <param name="Files">Where to write.</param>
/// <param name="IndicesPath">The folder with one folder for each index.</param>
/// <param name="TrashPath">Where folders of deleted indices wait to be deleted.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">Receives lines for people.</param>
/// <param name="MaxDynamicFields">Fields that dynamic mapping adds to one index at most.</param>
internal sealed record IndexEnvironment(
    FileSystem Files, string IndicesPath, string TrashPath, TimeProvider Time, Action<string> Log, int MaxDynamicFields)
{
    /// <summary>The log of the store; set once it has been read back, before the first write.</summary>
    public WriteAheadLog Wal { get; set; } = null!;
}
