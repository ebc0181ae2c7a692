namespace El4k.Store.Io;

/// <summary>Unsigned integers in 1 to 10 bytes: seven bits a byte, lowest first, the top bit set on all but the last.</summary>
internal static class VarInt
{
    /// <summary>Longest encoding of a 64-bit value.</summary>
    public const int MaxLength = 10;

    /// <summary>Writes a value.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, ulong value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            destination[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads a value.</summary>
    /// <returns>Bytes read, or 0 if <paramref name="source"/> ends within the value or the value has more than 64 bits.</returns>
    public static int Read(ReadOnlySpan<byte> source, out ulong value)
    {
        value = 0;
        for (var i = 0; i < source.Length && i < MaxLength; i++)
        {
            var part = (ulong)(source[i] & 0x7F);
            if (i == MaxLength - 1 && part > 1)
            {
                return 0;
            }

            value |= part << (7 * i);
            if (source[i] < 0x80)
            {
                return i + 1;
            }
        }

        return 0;
    }
}
