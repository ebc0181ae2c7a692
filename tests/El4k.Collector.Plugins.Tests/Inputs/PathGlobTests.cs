using El4k.Collector.Plugins.Inputs.File;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class PathGlobTests
{
    [Theory]
    [InlineData("/var/log/*.log", "/var/log/a.log", true)]
    [InlineData("/var/log/*.log", "/var/log/deep/a.log", false)]
    [InlineData("/var/log/**/*.log", "/var/log/a.log", true)]
    [InlineData("/var/log/**/*.log", "/var/log/x/y/a.log", true)]
    [InlineData("/var/log/a?.log", "/var/log/ab.log", true)]
    [InlineData("/var/log/a[0-9].log", "/var/log/a7.log", true)]
    [InlineData("/var/log/a[!0-9].log", "/var/log/a7.log", false)]
    [InlineData("/var/log/{access,error}.log", "/var/log/error.log", true)]
    [InlineData("/var/log/{access,error}.log", "/var/log/other.log", false)]
    [InlineData("/var/log/a.log", "/var/log/aXlog", false)]
    [InlineData("/var/log/a(1).log*", "/var/log/a(1).log.1", true)]
    public void A_path_fits_or_does_not(string pattern, string path, bool expected) =>
        Assert.Equal(expected, new PathGlob(pattern).Matches(path));

    [Fact]
    public void Expand_lists_what_exists_in_order()
    {
        using var folder = new TemporaryFolder();
        var expected = new[] { folder.Write("a.log", "1"), folder.Write("sub/b.log", "2") };
        folder.Write("c.txt", "3");

        Assert.Equal(expected, new PathGlob(folder.Path + "/**/*.log").Expand());
        Assert.Equal([expected[0]], new PathGlob(folder.Path + "/*.log").Expand());
        Assert.Equal([expected[1]], new PathGlob(expected[1]).Expand());
        Assert.Empty(new PathGlob(folder.Path + "/none/*.log").Expand());
    }
}
