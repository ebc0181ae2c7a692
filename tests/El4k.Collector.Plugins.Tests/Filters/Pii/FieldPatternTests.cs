using System.Text.RegularExpressions;
using El4k.Collector.Plugins.Filters.Pii;

namespace El4k.Collector.Plugins.Tests.Filters.Pii;

public sealed class FieldPatternTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_name_that_almost_fits_many_stars_takes_little_time()
    {
        var pattern = new FieldPattern("fields", string.Concat(Enumerable.Repeat("*a", 30)) + "*b");
        var name = new string('a', 20_000);
        Assert.False(await Task.Run(() => pattern.Covers([name])).WaitAsync(Bound));
        Assert.True(await Task.Run(() => pattern.Covers([name + "b"])).WaitAsync(Bound));
    }

    [Fact]
    public async Task A_path_that_almost_fits_many_levels_takes_little_time()
    {
        var pattern = new FieldPattern("fields", string.Concat(Enumerable.Repeat("[**][a]", 30)) + "[b]");
        var path = Enumerable.Repeat("a", 2_000).ToArray();
        Assert.False(await Task.Run(() => pattern.Covers(path)).WaitAsync(Bound));
        Assert.True(await Task.Run(() => pattern.Covers([.. path, "b"])).WaitAsync(Bound));
    }

    [Fact]
    public void Names_fit_as_the_same_regular_expression_says()
    {
        var random = new Random(5);
        for (var round = 0; round < 5_000; round++)
        {
            var pattern = TextOf(random, "ab*", random.Next(1, 8));
            var name = TextOf(random, "ab", random.Next(0, 8));
            if (pattern == "**")
            {
                continue;
            }

            var expression = new Regex("^" + pattern.Replace("*", ".*", StringComparison.Ordinal) + @"\z");
            Assert.True(expression.IsMatch(name) == new FieldPattern("fields", pattern).Covers([name]), $"{pattern} and '{name}'");
        }
    }

    // A level is a letter with its slash; two stars are any number of them, at least one where nothing follows, and what is below a path is meant with it.
    [Fact]
    public void Paths_fit_as_the_same_regular_expression_says()
    {
        var random = new Random(6);
        for (var round = 0; round < 5_000; round++)
        {
            string[] levels = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(3) == 0 ? "**" : TextOf(random, "ab*", 1))];
            string[] path = [.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => TextOf(random, "ab", 1))];
            var written = string.Concat(levels.Select((level, i) => (level, i == levels.Length - 1) switch
            {
                ("**", true) => "(?:[ab]/)+",
                ("**", false) => "(?:[ab]/)*",
                ("*", _) => "[ab]/",
                _ => level + "/",
            }));
            var expected = Regex.IsMatch(string.Concat(path.Select(name => name + "/")), "^" + written);
            var pattern = new FieldPattern("fields", string.Concat(levels.Select(level => $"[{level}]")));
            Assert.True(expected == pattern.Covers(path), $"[{string.Join("][", levels)}] and [{string.Join("][", path)}]");
        }
    }

    [Theory]
    [InlineData("[a][b]", "a", true)]
    [InlineData("[a][b]", "b", false)]
    [InlineData("[a*][b]", "ac", true)]
    [InlineData("[**][b]", "c", true)]
    public void What_is_below_is_looked_at_where_it_may_be_meant(string pattern, string name, bool mayCover) =>
        Assert.Equal(mayCover, new FieldPattern("fields", pattern).MayCoverBelow([name]));

    private static string TextOf(Random random, string letters, int length) => string.Concat(random.GetItems<char>(letters.ToCharArray(), length));
}
