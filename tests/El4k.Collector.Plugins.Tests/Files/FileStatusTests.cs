using El4k.Collector.Plugins.Files;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Files;

public sealed class FileStatusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_the_same_under_another_name_and_has_none_once_it_is_deleted()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Longer than the names that need no memory of their own.
        var first = _folder.At(Path.Join(new string('ü', 100), new string('x', 200)));
        Directory.CreateDirectory(Path.GetDirectoryName(first)!);
        using var file = new FileStream(first, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        Assert.True(FileStatus.TryRead(first, out var there));
        Assert.Equal(there, FileStatus.Of(file));
        Assert.Equal(1u, there.Links);
        Assert.False(there.IsPipe);

        File.Move(first, _folder.At("second"));
        File.WriteAllText(first, "another");
        Assert.True(FileStatus.TryRead(first, out var other));
        Assert.NotEqual(there.Identity, other.Identity);
        Assert.Equal(there.Identity, FileStatus.Of(file).Identity);

        File.Delete(_folder.At("second"));
        Assert.False(FileStatus.TryRead(_folder.At("second"), out _));
        Assert.Equal(0u, FileStatus.Of(file).Links);
    }
}
