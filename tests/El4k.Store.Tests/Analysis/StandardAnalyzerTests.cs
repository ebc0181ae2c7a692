using System.Text;
using El4k.Store.Analysis;
using El4k.Testing;

namespace El4k.Store.Tests.Analysis;

public sealed class StandardAnalyzerTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Analysis/standard-analyzer.cases", 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_is_cut_into_words(string where, string text, string words) =>
        Assert.True(string.Join('|', Words(Encoding.UTF8.GetBytes(text))) == words, $"{where}: {string.Join('|', Words(Encoding.UTF8.GetBytes(text)))}");

    [Fact]
    public void A_long_word_is_cut_at_255_bytes()
    {
        var words = Words(Encoding.UTF8.GetBytes(new string('A', 600)));
        Assert.Equal([255, 255, 90], words.Select(word => word.Length));
    }

    [Fact]
    public void A_long_word_is_never_cut_within_a_character()
    {
        var words = Words(Encoding.UTF8.GetBytes(new string('ä', 200)));
        Assert.Equal(200, words.Sum(word => word.Length));
        Assert.DoesNotContain(words, word => word.Contains('\uFFFD', StringComparison.Ordinal));
    }

    [Fact]
    public void Any_bytes_are_taken()
    {
        var random = new Random(3);
        var bytes = new byte[500];
        for (var i = 0; i < 300; i++)
        {
            random.NextBytes(bytes);
            Assert.DoesNotContain("", Words(bytes));
        }
    }

    private static List<string> Words(byte[] text)
    {
        var words = new List<string>();
        var tokens = new StandardAnalyzer(text, new byte[StandardAnalyzer.MaxTokenBytes]);
        while (tokens.MoveNext())
        {
            words.Add(Encoding.UTF8.GetString(tokens.Current));
            Assert.Equal(words.Count - 1, tokens.Position);
        }

        return words;
    }
}
