using El4k.Collector.Plugins.Files;
using El4k.Collector.Plugins.Inputs.File;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class SincedbTests : IDisposable
{
    private static readonly FileIdentity _file = new(4711, 8, 1);
    private static readonly FileHead _head = new(5, "abc0");
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000.25));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_position_survives_a_restart_in_the_format_of_Logstash()
    {
        var before = Load();
        Assert.False(before.TryGet(_file, out _));
        before.Set(_file, 42, "/var/log/name with spaces.log", _head);
        before.Save(_ => false);

        Assert.Equal("4711 8 1 42 1700000000.25 /var/log/name with spaces.log\n", File.ReadAllText(_folder.At("sincedb")));
        var after = Load();
        Assert.True(after.TryGet(_file, out var row));
        Assert.Equal(new SincedbRow(42, _time.GetUtcNow(), "/var/log/name with spaces.log", _head), row);
        Assert.True(after.KnowsPath("/var/log/name with spaces.log"));
        Assert.False(after.KnowsPath("/var/log/other"));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("4711 8 1 42 1699999999.5 /a b", 42, "/a b")]
    [InlineData("4711 8 1 42 1699999999 /a", 42, "/a")]
    [InlineData("4711 8 1 42 1699999999.123", 42, "")]
    [InlineData("4711 8 1 42", 42, "")]
    public void Rows_of_every_version_of_Logstash_are_read(string text, long offset, string path)
    {
        _folder.Write("sincedb", text + "\n");

        Assert.True(Load().TryGet(_file, out var row));
        Assert.Equal((offset, path, 0), (row.Offset, row.Path, row.Head.Length));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_damaged_row_costs_one_position_and_a_warning()
    {
        _folder.Write("sincedb", "4711 8 1 42\nnonsense\n4712 8 1 x\n4713 8 1 43 -1 /a\n");
        _folder.Write("sincedb.heads", "4711 8 1 5 abc0\nnonsense\n1 2 3\n4711 8 1 999999 abc\n");

        Assert.True(Load().TryGet(_file, out var row));
        Assert.Equal(_head, row.Head);
        Assert.Equal(3, _warnings.Count);
        Assert.Contains("sincedb:2", _warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_position_is_forgotten_when_its_file_was_silent_for_long_and_is_not_watched()
    {
        var positions = Load();
        positions.Set(_file, 1, "/a", default);
        positions.Set(new FileIdentity(4712, 8, 1), 2, "/b", default);
        _time.Advance(TimeSpan.FromDays(15));
        positions.Set(new FileIdentity(4713, 8, 1), 3, "/c", default);
        positions.Save(file => file == _file);

        Assert.Equal(["4711", "4713"], File.ReadLines(_folder.At("sincedb")).Select(row => row[..4]));
        Assert.False(Load().TryGet(_file, out _));
    }

    [Fact]
    public void What_could_not_be_written_is_written_the_next_time()
    {
        var positions = Load();
        positions.Set(_file, 1, "/a", default);
        Directory.CreateDirectory(_folder.At("sincedb.new"));
        Assert.ThrowsAny<SystemException>(() => positions.Save(_ => true));
        Directory.Delete(_folder.At("sincedb.new"));
        positions.Save(_ => true);

        Assert.True(Load().TryGet(_file, out _));
    }

    private Sincedb Load() => Sincedb.Load(_folder.At("sincedb"), TimeSpan.FromDays(14), _time, _warnings.Add);
}
