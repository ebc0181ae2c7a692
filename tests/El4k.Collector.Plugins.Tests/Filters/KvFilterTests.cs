using System.Text;
using System.Text.RegularExpressions;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Filters.Kv;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class KvFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Kv/kv.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/Kv/kv-errors.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_is_taken_apart_as_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "kv", options, given, expected);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"kv {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }

    [Theory]
    [InlineData(" ", "=", "lenient", true)]
    [InlineData(" ", "=", "strict", true)]
    [InlineData("&", "=", "lenient", true)]
    [InlineData("&", "=", "strict", false)]
    [InlineData("& ", "= ", "lenient", true)]
    [InlineData(" &\n", " ", "lenient", true)]
    [InlineData("&\\n", "=a", "lenient", true)]
    [InlineData("\\s", "=&", "lenient", false)]
    [InlineData("\\\\&", "=", "lenient", true)]
    [InlineData("\"(", "=", "strict", true)]
    [InlineData("^a", "=", "lenient", true)]
    [InlineData("&", "=&-", "strict", true)]
    public void The_scanner_by_characters_finds_what_the_expression_finds(string field, string sign, string whitespace, bool brackets)
    {
        var options = new KvOptions
        {
            FieldSplit = field,
            ValueSplit = sign,
            Whitespace = Enum.Parse<KvWhitespace>(whitespace, ignoreCase: true),
            IncludeBrackets = brackets,
            AllowEmptyValues = true,
        };
        var byCharacters = CharacterPairScanner.For(options, Regex.InfiniteMatchTimeout);
        var byExpression = new PatternPairScanner(options, Regex.InfiniteMatchTimeout);
        Assert.IsType<CharacterPairScanner>(byCharacters);
        var random = new Random(20150517);
        for (var i = 0; i < 3_000; i++)
        {
            var text = RandomText(random);

            var expected = Found(byExpression, options, text);
            var actual = Found(byCharacters, options, text);

            Assert.True(expected == actual, $"«{text}»: expected {expected}, got {actual}");
        }
    }

    [Fact]
    public void Only_patterns_and_characters_of_two_units_need_the_expression()
    {
        Assert.IsType<PatternPairScanner>(CharacterPairScanner.For(new KvOptions { FieldSplitPattern = "," }, Regex.InfiniteMatchTimeout));
        Assert.IsType<PatternPairScanner>(CharacterPairScanner.For(new KvOptions { ValueSplitPattern = "::" }, Regex.InfiniteMatchTimeout));
        Assert.IsType<PatternPairScanner>(CharacterPairScanner.For(new KvOptions { FieldSplit = "😀" }, Regex.InfiniteMatchTimeout));
        Assert.IsType<CharacterPairScanner>(CharacterPairScanner.For(new KvOptions { FieldSplit = "\\s&é" }, Regex.InfiniteMatchTimeout));
    }

    [Fact]
    public void A_pattern_that_backtracks_without_end_tags_the_event()
    {
        var pipeline = FilterPipeline.Load("""kv { value_split_pattern => "(?:a|[ab]a)+!" timeout_millis => 50 default_keys => { "d" => "x" } add_field => { "ran" => "yes" } }""");

        var result = pipeline.Run($$"""{"message":"foo aa!bar baz {{new string('a', 60)}}b end!"}""").Single();

        Assert.True(result.HasTag("_kv_filter_timeout"));
        Assert.Equal(["message", "@timestamp", "@version", "tags"], result.FieldNames);
    }

    [Theory]
    [InlineData("a=( ", false)]
    [InlineData("a=\" b=' c=( ", false)]
    [InlineData("a=b ", false)]
    [InlineData("a b c ", false)]
    [InlineData("=", false)]
    [InlineData("a=( ", true)]
    [InlineData("a=\" ", true)]
    [InlineData("a=b ", true)]
    public async Task A_megabyte_takes_no_time_that_grows_with_its_square(string piece, bool isEscaped)
    {
        // An escape at the beginning has the text taken apart with regard to escapes.
        var text = new StringBuilder(isEscaped ? @"\e=1 " : "");
        while (text.Length < 1_000_000)
        {
            text.Append(piece);
        }

        var target = Event.Create();
        target.Set(FieldReference.Message, text.ToString());

        // Without a limit: a search from every bracket to the end would take minutes.
        var run = Task.Run(() => FilterPipeline.Load("kv { target => \"kv\" timeout_millis => 0 allow_duplicate_values => false }").Run(target).Single());

        await run.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_chain_of_signs_is_taken_apart_to_a_named_depth()
    {
        var target = Event.Create();
        target.Set(FieldReference.Message, string.Join('=', Enumerable.Range(0, 100_000)));

        object? value = FilterPipeline.Load("kv { target => \"kv\" recursive => true }").Run(target).Single().Get(FieldReference.Parse("kv"));

        var depth = 0;
        for (; value is EventMap map; value = map.GetAt(0).Value)
        {
            depth++;
        }

        Assert.Equal(PairCollector.MaximumDepth + 1, depth);
    }

    private static string Found(IPairScanner scanner, KvOptions options, string text)
    {
        var collector = new PairCollector(new PairRules(options), scanner, new TimeBudget(TimeProvider.System, Regex.InfiniteMatchTimeout), Event.Create());
        scanner.Scan(text, collector);
        return ValueText.Of(collector.Pairs);
    }

    private static string RandomText(Random random)
    {
        const string Alphabet = "ab==  && \"\"''()[]<>\\\n";
        var text = new char[random.Next(1, 24)];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = Alphabet[random.Next(Alphabet.Length)];
        }

        return new string(text);
    }
}
