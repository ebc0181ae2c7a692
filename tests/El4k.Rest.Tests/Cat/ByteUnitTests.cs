using El4k.Rest.Cat;
using El4k.Store.Errors;

namespace El4k.Rest.Tests.Cat;

public sealed class ByteUnitTests
{
    [Theory]
    [InlineData(null, 0, "0b")]
    [InlineData(null, 1023, "1023b")]
    [InlineData(null, 1536, "1.5kb")]
    [InlineData(null, 5L << 30, "5gb")]
    [InlineData("b", 1536, "1536")]
    [InlineData("kb", 1536, "1")]
    [InlineData("m", 5L << 20, "5")]
    public void Sizes_are_for_people_or_whole_numbers_of_a_unit(string? unit, long bytes, string expected) =>
        Assert.Equal(expected, ByteUnit.Parse(unit).Format(bytes));

    [Fact]
    public void An_unknown_unit_is_refused() => Assert.Equal(400, Assert.Throws<StoreException>(() => ByteUnit.Parse("furlong")).Status);
}
