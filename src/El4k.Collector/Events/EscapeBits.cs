using System.Runtime.CompilerServices;

namespace El4k.Collector.Events;

/// <summary>Which bytes of a JSON text follow a backslash, a bit for each: tells whether a name or a string has escapes without reading it again.</summary>
internal readonly ref struct EscapeBits(ReadOnlySpan<ulong> words)
{
    private const int Word = 64;

    private readonly ReadOnlySpan<ulong> _words = words;

    /// <summary>The words that a text needs.</summary>
    public static int RoomFor(int textLength) => (textLength / Word) + 1;

    /// <summary>Whether there is an escape in this part of the text.</summary>
    /// <param name="start">The index of the first byte.</param>
    /// <param name="length">The number of bytes; at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Any(int start, int length)
    {
        int first = start / Word;
        int last = (start + length - 1) / Word;
        ulong from = ulong.MaxValue << (start % Word);
        ulong to = ulong.MaxValue >> (Word - 1 - ((start + length - 1) % Word));
        return first == last ? (_words[first] & from & to) != 0 : AnyOf(first, last, from, to);
    }

    private bool AnyOf(int first, int last, ulong from, ulong to)
    {
        ulong found = (_words[first] & from) | (_words[last] & to);
        for (int i = first + 1; i < last; i++)
        {
            found |= _words[i];
        }

        return found != 0;
    }
}
