using El4k.Explorer.Reports;

namespace El4k.Explorer.Tests.Reports;

public sealed class ReportTextTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(1.25, "1.3 ms")]
    [InlineData(378.4, "378 ms")]
    [InlineData(2_400, "2.4 s")]
    [InlineData(252_000, "4 m 12 s")]
    [InlineData(15_120_000, "4 h 12 m")]
    [InlineData(1_051_200_000, "12 d 4 h")]
    public void A_duration_is_said_in_the_units_that_matter(double ms, string expected) => Assert.Equal(expected, ReportText.Duration(ms));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.0001, "0.01 %")]
    [InlineData(0.054, "5.4 %")]
    [InlineData(0.31, "31 %")]
    [InlineData(12.5, "1,250 %")]
    public void A_share_has_as_many_digits_as_it_needs(double share, string expected) => Assert.Equal(expected, ReportText.Percent(share));

    [Theory]
    [InlineData(0.09, ", up 9 %")]
    [InlineData(-0.5, ", down 50 %")]
    [InlineData(0.0, ", unchanged")]
    [InlineData(null, "")]
    public void A_change_has_a_direction(double? change, string expected) => Assert.Equal(expected, ReportText.AndChange(change));
}
