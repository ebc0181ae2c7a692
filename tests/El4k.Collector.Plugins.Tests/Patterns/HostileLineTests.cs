using System.Diagnostics;
using System.Text.RegularExpressions;
using El4k.Collector.Plugins.Patterns;

namespace El4k.Collector.Plugins.Tests.Patterns;

/// <summary>No pattern of the library lets a sender of strange lines hold a processor: time grows with the length of a line, not with its square.</summary>
public class HostileLineTests
{
    private const int Length = 4_000;

    /// <summary>No line of <see cref="Length"/> characters takes longer on an idle machine; only what does is measured again, at growing lengths.</summary>
    private static readonly TimeSpan Suspicious = TimeSpan.FromMilliseconds(40);

    /// <summary>What is repeated. Each is the beginning of something that patterns look for, and never its end.</summary>
    private static readonly string[] Pieces =
    [
        "a", "1", "A", " ", "  a", "a.", "1.", "a:", "1:", "/", "\\", "a/", "a\\", "\"", "\\\"", "'", "a@", "a-", "(", "[", "{ ", "{ a } ", "<", "a=b ",
        ";", "\t", "1\t", "\n", "a\n", "a b ", "Jan 1 ", "12:", "1.1.1.1", "a::", "%", "é", "a,b ", "[a] ", "H=a ",
    ];

    [Theory]
    [InlineData(EcsCompatibility.Disabled)]
    [InlineData(EcsCompatibility.V1)]
    public void A_line_that_does_not_match_takes_time_in_proportion_to_its_length(EcsCompatibility compatibility)
    {
        var library = PatternLibrary.For(compatibility);
        var slow = new List<string>();
        foreach (var name in library.Names.Where(name => compatibility == EcsCompatibility.Disabled || IsOfItsOwn(name)))
        {
            var expression = GrokExpression.Compile($"%{{{name}}}", library, namedCapturesOnly: true, TimeSpan.FromSeconds(20));
            slow.AddRange(Pieces.Where(piece => IsSlow(expression, piece)).Select(piece => $"%{{{name}}} on «{piece}»"));
        }

        Assert.Empty(slow);
    }

    [Fact]
    public void A_pattern_whose_time_grows_with_the_square_is_found()
    {
        var expression = GrokExpression.Compile(@"(?=.)(?>(?:\d-?)+)x", PatternLibrary.BuiltIn, namedCapturesOnly: true, TimeSpan.FromSeconds(20));

        Assert.True(IsSlow(expression, "1"));
    }

    /// <summary>Patterns that both sets share are measured with the first one.</summary>
    private static bool IsOfItsOwn(string name) =>
        PatternLibrary.Ecs.TryGet(name, out var own) && !(PatternLibrary.BuiltIn.TryGet(name, out var shared) && shared == own);

    private static bool IsSlow(GrokExpression expression, string piece)
    {
        if (Shortest(expression, piece, Length, tries: 1) < Suspicious)
        {
            return false;
        }

        // Doubling the line twice multiplies the time by 4 if it grows in proportion, by 16 if it grows with the square. Of some tries the shortest
        // counts, since other work on the machine only ever adds; and what looks slow once may just have had bad luck.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var once = Shortest(expression, piece, 2 * Length, tries: 5);
            var fourfold = Shortest(expression, piece, 8 * Length, tries: 5);
            if (fourfold <= 8 * once || fourfold <= Suspicious)
            {
                return false;
            }
        }

        return true;
    }

    private static TimeSpan Shortest(GrokExpression expression, string piece, int length, int tries)
    {
        var line = string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        var shortest = TimeSpan.MaxValue;
        for (var i = 0; i < tries; i++)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                expression.Match(line);
            }
            catch (RegexMatchTimeoutException)
            {
                return TimeSpan.MaxValue;
            }

            var taken = Stopwatch.GetElapsedTime(started);
            shortest = taken < shortest ? taken : shortest;
        }

        return shortest;
    }
}
