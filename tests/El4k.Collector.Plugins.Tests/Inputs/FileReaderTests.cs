using System.Buffers;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Files;
using El4k.Collector.Plugins.Inputs.File;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

/// <summary>Reading a file whose disk fails on the way.</summary>
public sealed class FileReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_read_before_an_error_of_the_disk_is_published_and_the_position_stays_before_what_was_not()
    {
        var path = Path.Combine(_folder.Path, "a.log");
        await System.IO.File.WriteAllTextAsync(path, "one\ntwo\nsix\n");
        Assert.True(FileStatus.TryRead(path, out var status));
        using var file = new WatchedFile(path, status, isPacked: false);
        var input = new PublishedEvents(new FailingCodec(failsAt: 3));
        var positions = Sincedb.Load(Path.Combine(_folder.Path, "sincedb"), TimeSpan.FromDays(1), TimeProvider.System, Assert.Fail);
        new FileStart(input, positions, "\\n").At(file, 0, default);
        Assert.True(file.TryOpen());
        var reader = new FileReader(input, new FileFields(EcsCompatibility.Disabled), "host"u8.ToArray(), chunkBytes: 4, chunkCount: 100);

        await Assert.ThrowsAsync<IOException>(() => reader.ReadAsync(file, CancellationToken.None));

        Assert.Equal(["one\n", "two\n"], input.Messages);
        Assert.True(positions.TryGet(file.Identity, out var row));
        Assert.Equal(8, row.Offset);
    }

    /// <summary>An event for each piece; one piece meets an error as that of a disk.</summary>
    private sealed class FailingCodec(int failsAt) : ICodec
    {
        private int _pieces;

        public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
        {
            if (++_pieces == failsAt)
            {
                throw new IOException("Input/output error");
            }

            batch.AddMessage(data);
        }

        public void Flush(EventBatch batch)
        {
        }

        public void Encode(Event source, IBufferWriter<byte> output) => throw new NotSupportedException();

        public ICodec Clone() => new FailingCodec(failsAt);
    }
}
