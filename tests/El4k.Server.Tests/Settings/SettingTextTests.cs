using El4k.Server.Settings;

namespace El4k.Server.Tests.Settings;

public sealed class SettingTextTests
{
    [Theory]
    [InlineData("1024mb", 1L << 30)]
    [InlineData("1gb", 1L << 30)]
    [InlineData("64 MB", 64L << 20)]
    [InlineData("512", 512)]
    [InlineData("1.5kb", 1536)]
    public void A_size_counts_by_1024(string text, long bytes) => Assert.Equal(bytes, SettingText.Size(text));

    [Theory]
    [InlineData("3s", 3)]
    [InlineData("3", 3)]
    [InlineData("500ms", 0.5)]
    [InlineData("2m", 120)]
    [InlineData("5d", 432_000)]
    public void A_time_has_a_unit(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), SettingText.Time(text));

    [Theory]
    [InlineData("9600", 9600, 9600)]
    [InlineData("9600-9700", 9600, 9700)]
    [InlineData("9600..9700", 9600, 9700)]
    public void Ports_are_one_or_a_range(string text, int first, int last) => Assert.Equal((first, last), SettingText.Ports(text));

    [Theory]
    [InlineData("config.reload.interval", "3 parsecs", "3s")]
    [InlineData("queue.max_bytes", "much", "1024mb")]
    [InlineData("api.http.port", "9700-9600", "9600-9700")]
    [InlineData("api.http.port", "96000", "9600")]
    [InlineData("pipeline.workers", "0", "at least 1")]
    [InlineData("pipeline.batch.delay", "-1", "milliseconds")]
    [InlineData("config.support_escapes", "yes", "true or false")]
    [InlineData("pipeline.ecs_compatibility", "v7", "expected disabled or v1 or v8")]
    [InlineData("queue.type", "disk", "memory or persisted")]
    [InlineData("config.field_reference.escape_style", "html", "none or percent or ampersand")]
    public void A_wrong_value_says_what_was_expected(string name, string text, string expected)
    {
        var setting = Assert.Single(SettingList.All, setting => setting.Name == name);

        Assert.Contains(expected, Assert.Throws<FormatException>(() => SettingText.Check(setting, text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_default_fits_its_setting()
    {
        Assert.Equal(SettingList.All.Count, SettingList.All.Select(setting => setting.Name).Distinct().Count());
        foreach (var setting in SettingList.All.Where(setting => setting.Default.Length > 0))
        {
            SettingText.Check(setting, setting.Default);
        }
    }
}
