using System.Text;
using El4k.Store.Indices;
using El4k.Store.Io;

namespace El4k.Store.Tests;

/// <summary>A store in a folder of its own that is deleted at the end.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly List<string> _log = [];

    public TestStore(Func<StoreOptions, StoreOptions>? configure = null, FileSystem? files = null)
    {
        Path = Directory.CreateTempSubdirectory("el4k-store-").FullName;
        Configure = configure ?? (options => options);
        Engine = OpenEngine(files);
    }

    public string Path { get; }

    public StoreEngine Engine { get; private set; }

    public IReadOnlyList<string> Log => _log;

    private Func<StoreOptions, StoreOptions> Configure { get; }

    public StoreEngine OpenEngine(FileSystem? files = null)
    {
        var options = Configure(new StoreOptions { DataPath = Path, Log = Note });
        return Engine = StoreEngine.Open(options, files ?? FileSystem.Disk);
    }

    public async Task ReopenAsync()
    {
        await Engine.DisposeAsync();
        OpenEngine();
    }

    public async Task<BulkItemResult> IndexAsync(string index, string? id, string document, BulkAction action = BulkAction.Index)
    {
        var result = await Engine.BulkAsync([Operation(action, index, id, document)]);
        return result.Items[0];
    }

    public static BulkOperation Operation(BulkAction action, string index, string? id, string document = "") =>
        new() { Action = action, Index = index, Id = id, Source = Encoding.UTF8.GetBytes(document) };

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

    private void Note(string line)
    {
        lock (_log)
        {
            _log.Add(line);
        }
    }
}
