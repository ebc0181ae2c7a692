using System.Numerics;

namespace El4k.Store.Columns;

/// <summary>Steps that columns in memory and on disk share.</summary>
internal static class ColumnBlocks
{
    /// <summary>Spreads values that stand one after another to the rows whose presence bit is set.</summary>
    public static void Expand<T>(ReadOnlySpan<T> packed, ReadOnlySpan<ulong> presence, Span<T> rows)
    {
        var next = 0;
        for (var i = 0; i < presence.Length; i++)
        {
            var word = presence[i];
            while (word != 0)
            {
                rows[(i << 6) + BitOperations.TrailingZeroCount(word)] = packed[next++];
                word &= word - 1;
            }
        }
    }
}
