using System.Globalization;
using System.Text;
using El4k.Store.Mapping;
using El4k.Testing;

namespace El4k.Store.Tests.Mapping;

public sealed class DateFormatTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Mapping/date-format.cases", 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Dates_are_read(string where, string text, string expected)
    {
        var read = DateFormat.TryParse(Encoding.UTF8.GetBytes(text), out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : "-";
        Assert.True(expected == read, $"{where}: {read}");
    }

    [Fact]
    public void An_empty_text_is_no_date() => Assert.False(DateFormat.TryParse(""u8, out _));
}
