using El4k.Collector.Plugins.Dates;

namespace El4k.Collector.Plugins.Tests.Dates;

public sealed class ZoneNameTests
{
    [Theory]
    [InlineData("+02:00", 120)]
    [InlineData("-0330", -210)]
    [InlineData("+05", 300)]
    [InlineData("Z", 0)]
    [InlineData("UTC", 0)]
    [InlineData("Etc/GMT+3", -180)]
    public void A_zone_is_found_by_its_name_or_offset(string name, int minutes)
    {
        Assert.True(ZoneName.TryFind(name, out var zone));
        Assert.Equal(TimeSpan.FromMinutes(minutes), zone.BaseUtcOffset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData("../../etc/passwd")]
    [InlineData("+15:00")]
    [InlineData("+01:00:30")]
    [InlineData("+2")]
    public void What_is_none_is_not_found(string name) => Assert.False(ZoneName.TryFind(name, out _));
}
