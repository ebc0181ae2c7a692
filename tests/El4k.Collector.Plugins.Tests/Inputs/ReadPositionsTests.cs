using El4k.Collector.Plugins.Inputs.File;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class ReadPositionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_position_survives_a_restart()
    {
        var file = _folder.Write("name with spaces.log", "one\ntwo\n");
        var before = Load();
        Assert.Equal(0, before.OffsetOf(file));
        before.Set(file, 4);
        before.Save();

        Assert.Equal(4, Load().OffsetOf(file));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("other\n\n\n")]
    [InlineData("on")]
    public void Another_file_under_the_same_name_starts_from_its_beginning(string content)
    {
        var file = _folder.Write("a.log", "one\ntwo\n");
        var before = Load();
        before.Set(file, 4);
        before.Save();
        _folder.Write("a.log", content);

        Assert.Equal(0, Load().OffsetOf(file));
    }

    [Fact]
    public void A_file_that_grew_goes_on_where_reading_ended()
    {
        var file = _folder.Write("a.log", "one\n");
        var positions = Load();
        positions.Set(file, 4);
        File.AppendAllText(file, "two\n");
        Assert.Equal(4, positions.OffsetOf(file));
    }

    [Fact]
    public void A_damaged_row_costs_one_position_and_a_warning()
    {
        var file = _folder.Write("a.log", "one\n");
        var before = Load();
        before.Set(file, 4);
        before.Save();
        File.AppendAllText(_folder.At("positions"), "nonsense\n");

        Assert.Equal(4, Load().OffsetOf(file));
        Assert.Contains("positions:2", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_gone_when_its_events_are_delivered_keeps_the_position_before()
    {
        var file = _folder.Write("a.log", "one\ntwo\n");
        var positions = Load();
        positions.Set(file, 4);
        File.Move(file, _folder.At("moved"));
        positions.Set(file, 8);
        File.Move(_folder.At("moved"), file);

        Assert.Equal(4, positions.OffsetOf(file));
    }

    private ReadPositions Load() => ReadPositions.Load(_folder.At("positions"), TimeSpan.FromDays(14), TimeProvider.System, _warnings.Add);
}
