using System.Text;
using El4k.Store.Indices;
using El4k.Store.Io;

namespace El4k.Store.Tests;

/// <summary>A store in a folder of its own that is deleted at the end.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly List<string> _log = [];
    private readonly Func<StoreOptions, StoreOptions> _configure;

    public TestStore(Func<StoreOptions, StoreOptions>? configure = null, FileSystem? files = null)
    {
        Path = Directory.CreateTempSubdirectory("el4k-store-").FullName;
        _configure = configure ?? (options => options);
        Engine = OpenEngine(files);
    }

    public string Path { get; }

    public StoreEngine Engine { get; private set; }

    public IReadOnlyList<string> Log => _log;

    public static BulkOperation Operation(BulkAction action, string index, string? id, string document = "") =>
        new() { Action = action, Index = index, Id = id, Source = Encoding.UTF8.GetBytes(document) };

    public StoreEngine OpenEngine(FileSystem? files = null) =>
        Engine = StoreEngine.Open(_configure(new StoreOptions { DataPath = Path, Log = Note }), files ?? FileSystem.Disk);

    public async Task ReopenAsync()
    {
        await Engine.DisposeAsync();
        OpenEngine();
    }

    /// <summary>Closes the store as a killed process would: nothing in memory is written to disk.</summary>
    public Task AbandonAsync() => Engine.AbandonAsync();

    /// <summary>A copy of the folder as it is on disk now.</summary>
    public FolderCopy Copy()
    {
        var copy = Directory.CreateTempSubdirectory("el4k-store-").FullName;
        CopyFolder(Path, copy);
        return new FolderCopy(copy);
    }

    public async Task<BulkItemResult> IndexAsync(string index, string? id, string document, BulkAction action = BulkAction.Index)
    {
        var result = await Engine.BulkAsync([Operation(action, index, id, document)]);
        return result.Items[0];
    }

    public string? Source(string index, string id) =>
        Engine.Get(index, id) is { } found ? Encoding.UTF8.GetString(found.Source.Span) : null;

    public long Count(string index)
    {
        using var snapshot = Engine.AcquireSnapshots([index])[0];
        return snapshot.LiveRowCount;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var directory in Directory.GetDirectories(from))
        {
            CopyFolder(directory, System.IO.Path.Combine(to, System.IO.Path.GetFileName(directory)));
        }

        foreach (var file in Directory.GetFiles(from))
        {
            // The lock is held by the open store and says nothing in a copy.
            if (System.IO.Path.GetFileName(file) != "lock")
            {
                File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)), overwrite: true);
            }
        }
    }

    private void Note(string line)
    {
        lock (_log)
        {
            _log.Add(line);
        }
    }

    internal sealed record FolderCopy(string Path) : IDisposable
    {
        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
