namespace El4k.Store.Columns;

/// <summary>The integers that stand for a column's values on disk, in the same order as the values.</summary>
internal static class PackedValues
{
    /// <summary>The scale of values that are integers already, or of doubles kept bit by bit.</summary>
    public const byte Unscaled = 0xFF;

    private static readonly double[] Powers = [1, 10, 100, 1000, 10_000];

    /// <summary>
    /// Turns doubles into integers: with few decimals by a power of ten, which is their scale, else by their bits.
    /// </summary>
    public static byte FromDoubles(ReadOnlySpan<double> values, Span<long> integers)
    {
        for (byte scale = 0; scale < Powers.Length; scale++)
        {
            if (TryScale(values, scale, integers))
            {
                return scale;
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            integers[i] = Flip(BitConverter.DoubleToInt64Bits(values[i]));
        }

        return Unscaled;
    }

    /// <summary>Undoes <see cref="FromDoubles"/> for one value.</summary>
    public static double ToDouble(long integer, byte scale) =>
        scale == Unscaled ? BitConverter.Int64BitsToDouble(Flip(integer)) : integer / Powers[scale];

    /// <summary>Whether a scale is one that <see cref="FromDoubles"/> makes.</summary>
    public static bool IsScale(byte scale) => scale == Unscaled || scale < Powers.Length;

    // The bits of negative doubles descend; flipping all but the sign makes integers order as the doubles do.
    private static long Flip(long bits) => bits ^ ((bits >> 63) & long.MaxValue);

    private static bool TryScale(ReadOnlySpan<double> values, byte scale, Span<long> integers)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var scaled = Math.Round(values[i] * Powers[scale]);
            if (Math.Abs(scaled) > 1L << 52)
            {
                return false;
            }

            integers[i] = (long)scaled;

            // Compared as bits, since -0 is not 0 when it is written out again.
            if (BitConverter.DoubleToInt64Bits(ToDouble(integers[i], scale)) != BitConverter.DoubleToInt64Bits(values[i]))
            {
                return false;
            }
        }

        return true;
    }
}
