using El4k.Collector.Plugins.Dates;

namespace El4k.Collector.Plugins.Tests.Dates;

public class DateNamesTests
{
    public static TheoryData<string> Languages => [.. DateNames.KnownLanguages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_all_months_and_days_and_English_ones(string language)
    {
        Assert.True(DateNames.TryGet(language, out var names));
        Assert.Equal(Enumerable.Range(1, 12), names.Months.Select(entry => entry.Number).Distinct().Order());
        Assert.Equal(Enumerable.Range(1, 7), names.Days.Select(entry => entry.Number).Distinct().Order());
        ReadOnlySpan<char> english = "December";
        Assert.True(names.TryReadMonth(ref english, out var month) && month == 12 && english.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_name_of_the_language_goes_before_the_same_name_in_English(string language)
    {
        Assert.True(DateNames.TryGet(language, out var names));
        foreach (var (name, number) in names.Months)
        {
            ReadOnlySpan<char> text = name;
            Assert.True(names.TryReadMonth(ref text, out var read) && text.IsEmpty, name);
            Assert.Equal(names.Months.First(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Number, read);
            Assert.InRange(number, 1, 12);
        }
    }

    [Theory]
    [InlineData("de-AT", "Jänner", 1)]
    [InlineData("no", "desember", 12)]
    [InlineData("PT_br.UTF-8", "fevereiro", 2)]
    [InlineData("hr", "listopada", 10)]
    [InlineData("cs", "listopadu", 11)]
    public void Only_the_language_of_a_locale_counts(string locale, string name, int expected)
    {
        ReadOnlySpan<char> text = name;

        Assert.True(DateNames.TryGet(locale, out var names));
        Assert.True(names.TryReadMonth(ref text, out var month));
        Assert.Equal(expected, month);
    }
}
