using System.Text;
using El4k.Collector.Events;
using El4k.Testing.Fuzzing;

namespace El4k.Collector.Tests.Events;

/// <summary>The two ways to find the places of a text, of which a processor takes one, against each other: on a processor without the wide one both are the same.</summary>
public sealed class JsonStructureTests
{
    private static readonly string[] Sound =
    [
        """{"message":"x\"\\é\u20ac y","n":-12.5e3,"list":[1,{"deep":[true,null,"s"]},[]],"o":{"a":"b","c":{}}, "z" : false}""",
        "{\"a\":\"" + new string('\\', 130) + "\",\"b\":\"\\n\\t\"}",
        "{" + string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"{i}\":[[[{{}}]]]")) + "}",
        "{\r\n\t\"a\" : [ 1 , 2 ] ,\n \"text of more than one vector of sixty-four bytes, so that no mark is in a block at all\" : null\n}\n",
    ];

    private static readonly string[] Tokens = ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\\"", "\\\\", "\\u00", "\\ud83d\\ude00", "1", "-", "true", " ", "\t", "\n", "\0", "\u001f", "é", "😀"];

    [Fact]
    public void The_wide_way_finds_what_the_narrow_one_finds() => Fuzz.Run(20_000, new Mutator(Sound, Tokens).Make, input =>
    {
        // To the end of its array, and with bytes around it that must not count.
        Compare(input, 0, input.Length);
        byte[] among = [.. "\"\\{"u8, .. input, .. "}\"\\,\u0001é"u8, .. new byte[100]];
        Compare(among, 3, input.Length);
    });

    [Theory]
    [InlineData("""{"a":"b"}""", 0, 9, false)]
    [InlineData("""{"a\n":"b"}""", 2, 3, true)]
    [InlineData("""{"a\n":"b"}""", 6, 3, false)]
    public void Escapes_are_told_by_where_they_are(string json, int start, int length, bool expected)
    {
        // The second and third time over the border of a word, and of two.
        foreach (int shift in (int[])[0, 58, 64, 122, 500])
        {
            byte[] text = Encoding.UTF8.GetBytes("{\"" + new string('x', shift) + "\":" + json + "}");
            ulong[] escapes = new ulong[EscapeBits.RoomFor(text.Length)];
            Assert.True(JsonStructure.TryFind(text, 0, text.Length, new int[JsonStructure.RoomFor(text.Length)], escapes, out _));
            Assert.Equal(expected, new EscapeBits(escapes).Any(shift + 4 + start, length));
        }
    }

    [Fact]
    public void An_escape_is_found_in_a_part_of_many_words()
    {
        for (int at = 0; at < 1000; at += 7)
        {
            byte[] text = Encoding.UTF8.GetBytes("{\"" + new string('x', at) + "\\n" + new string('x', 1000 - at) + "\":1}");
            ulong[] escapes = new ulong[EscapeBits.RoomFor(text.Length)];
            Assert.True(JsonStructure.TryFind(text, 0, text.Length, new int[JsonStructure.RoomFor(text.Length)], escapes, out _));
            Assert.True(new EscapeBits(escapes).Any(1, 1004));
            Assert.False(new EscapeBits(escapes).Any(at + 4, 1000 - at + 1));
        }
    }

    private static void Compare(byte[] source, int offset, int length)
    {
        (bool isSound, int[] places, ulong[] escapes) = Find(JsonStructure.TryFind, source, offset, length);
        (bool expected, int[] expectedPlaces, ulong[] expectedEscapes) = Find(JsonStructure.TryFindNarrow, source, offset, length);
        Assert.Equal(expected, isSound);
        if (expected)
        {
            Assert.Equal(expectedPlaces, places);
            Assert.Equal(expectedEscapes, escapes);
        }
    }

    private static (bool IsSound, int[] Places, ulong[] Escapes) Find(Way way, byte[] source, int offset, int length)
    {
        int[] places = new int[JsonStructure.RoomFor(length)];
        ulong[] escapes = new ulong[EscapeBits.RoomFor(length)];
        bool isSound = way(source, offset, length, places, escapes, out int count);
        return (isSound, places[..count], escapes);
    }

    private delegate bool Way(byte[] source, int offset, int length, Span<int> places, Span<ulong> escapes, out int count);
}
