using El4k.Store.Columns;
using El4k.Store.Io;

namespace El4k.Store.Tests.Columns;

public sealed class PackedValuesTests
{
    [Theory]
    [InlineData(0, 1.0, -3.0, 0.0)]
    [InlineData(1, 1.5, 2.0, -0.5)]
    [InlineData(2, 12.34, 99.99)]
    [InlineData(4, 0.0001, 1.0)]
    [InlineData(255, 0.1, 1e300)]
    [InlineData(255, -0.0)]
    [InlineData(255, 1.0 / 3, -1.0 / 3)]
    public void Doubles_with_few_decimals_become_small_integers(int scale, params double[] values)
    {
        var integers = new long[values.Length];
        var found = PackedValues.FromDoubles(values, integers);

        Assert.Equal(scale, found);
        Assert.Equal(
            values.Select(BitConverter.DoubleToInt64Bits),
            integers.Select(value => BitConverter.DoubleToInt64Bits(PackedValues.ToDouble(value, found))));
    }

    [Fact]
    public void Integers_order_as_the_doubles_they_stand_for()
    {
        double[] ascending = [-double.MaxValue, -1e10, -1.0 / 3, -double.Epsilon, 0.0, double.Epsilon, 1.0 / 3, 1e10, double.MaxValue];
        var integers = new long[ascending.Length];
        PackedValues.FromDoubles(ascending, integers);

        Assert.Equal(integers.Order(), integers);
    }

    [Theory]
    [InlineData(0L, 0L)]
    [InlineData(5L, 5L)]
    [InlineData(-7L, 1000L)]
    [InlineData(long.MinValue, long.MaxValue)]
    [InlineData(0L, (1L << 56) - 1)]
    [InlineData(0L, 1L << 56)]
    public void Any_range_of_integers_is_packed_and_unpacked(long low, long high)
    {
        var random = new Random(1);
        for (var count = 1; count < 70; count++)
        {
            var values = Enumerable.Range(0, count).Select(i => i == 0 ? low : i == 1 ? high : high == long.MaxValue ? random.NextInt64() : random.NextInt64(low, high + 1)).ToArray();
            var origin = values.Min();
            var bits = BitPacking.BitsFor((ulong)(values.Max() - origin));
            var packed = new byte[BitPacking.SizeOf(count, bits)];
            BitPacking.Pack(values, origin, bits, packed);
            var unpacked = new long[count];
            BitPacking.Unpack(packed, origin, bits, unpacked);

            Assert.Equal(values, unpacked);
        }
    }
}
