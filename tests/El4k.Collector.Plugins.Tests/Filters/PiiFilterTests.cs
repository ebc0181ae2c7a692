using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Filters.Pii;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class PiiFilterTests
{
    private static readonly string[] _kinds = ["email", "card", "iban", "phone", "ip"];

    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Pii/pii.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/Pii/pii-errors.cases", columns: 2);

    public static IEnumerable<object[]> Found => CaseFile.Rows("Filters/Pii/pii-found.cases", columns: 3);

    public static IEnumerable<object[]> Clean => CaseFile.Rows("Filters/Pii/pii-clean.cases", columns: 1);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_becomes_what_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "pii", options, given, expected);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"pii {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }

    [Theory]
    [MemberData(nameof(Found))]
    public void What_is_personal_is_found_in_its_whole_length(string where, string kind, string text, string expected)
    {
        foreach (var detect in (string[][])[[kind], _kinds])
        {
            var found = string.Join(" | ", Find(text, detect).Where(match => PiiPlan.NameOf(match.Kind) == kind).Select(match => TextOf(text, match)));
            Assert.True(expected == found, $"{where}: expected «{expected}», found «{found}»");
        }
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void Nothing_is_found_where_nothing_is(string where, string text)
    {
        var found = string.Join(" | ", Find(text, _kinds).Select(match => $"{match.Kind} {TextOf(text, match)}"));
        Assert.True(found.Length == 0, $"{where}: found «{found}»");
        Assert.True(Scanner(_kinds).HasNone(Encoding.UTF8.GetBytes(text), FieldHint.None));
    }

    [Theory]
    [InlineData("mask_style => \"partial\"")]
    [InlineData("mask_style => \"full\"")]
    [InlineData("mask_style => \"label\"")]
    [InlineData("action => \"hash\" key => \"0123456789abcdef\"")]
    [InlineData("action => \"drop\"")]
    public void After_the_filter_nothing_is_found_any_more(string options)
    {
        var guard = FilterPipeline.Load($"pii {{ detect => [\"email\", \"card\", \"iban\", \"phone\", \"ip\"] {options} }}");
        var look = FilterPipeline.Load("pii { detect => [\"email\", \"card\", \"iban\", \"phone\", \"ip\"] action => \"tag\" }");
        var pieces = Found.Select(row => (string)row[2]).Concat(Clean.Select(row => (string)row[1])).ToArray();
        var glue = new[] { "", " ", "-", ".", ":", "/", "@", "+", "(", ",", "\n", "0", "x" };
        var random = new Random(20261125);
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Cut(pieces[random.Next(pieces.Length)], random) + glue[random.Next(glue.Length)]));
            var given = Event.Create();
            given.Set(FieldReference.Message, text);
            given.Set(FieldReference.Parse("[a][b]"), new List<object?> { text });
            var guarded = guard.Run(given).Single().ToJson();

            var seen = look.Run(Event.Parse(guarded)).Single();
            Assert.False(guarded.Contains("_pii_exception", StringComparison.Ordinal), text);
            Assert.False(seen.Contains(FieldReference.Tags), $"«{text}» became {seen.ToJson()}");
        }
    }

    [Fact]
    public void Whatever_a_text_is_made_of_what_is_found_lies_in_it_in_order()
    {
        var random = new Random(4711);
        var scanner = Scanner(_kinds);
        var bytes = "0123456789012345678901234567++--..::@@()//  ,,DEGBFRaf\u00e9%_\n"u8.ToArray();
        var found = new List<PiiMatch>();
        for (var i = 0; i < 20_000; i++)
        {
            var text = new byte[random.Next(60)];
            for (var n = 0; n < text.Length; n++)
            {
                text[n] = i % 10 == 0 ? (byte)random.Next(256) : bytes[random.Next(bytes.Length)];
            }

            found.Clear();
            scanner.FindAll(text, i % 2 == 0 ? FieldHint.Phone : FieldHint.None, found);
            var end = 0;
            foreach (var match in found)
            {
                Assert.True(match.Start >= end && match.Length > 0 && match.End <= text.Length, $"{match} in {Convert.ToHexString(text)}");
                end = match.End;
            }
        }
    }

    [Theory]
    [InlineData("", "joe:x@example.com ")]
    [InlineData("@", "2001:db8::1 ")]
    [InlineData("@", "+49 30 1234567 @ ")]
    [InlineData("::", "2001:db8::1 4111 1111 1111 1111 ")]
    public async Task A_megabyte_takes_no_time_that_grows_with_its_square(string first, string piece)
    {
        var text = Encoding.UTF8.GetBytes(first + string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length)));
        var found = new List<PiiMatch>();

        await Task.Run(() => Scanner(_kinds).FindAll(text, FieldHint.None, found)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(found.Count >= 2_000_000 / piece.Length);
    }

    [Fact]
    public void Every_text_is_walked_however_the_event_came_by_it()
    {
        var pipeline = FilterPipeline.Load("""mutate { replace => { "a" => "to %{m}" "[b][c]" => "%{m}" } copy => { "m" => "d" } } pii { }""");

        var result = pipeline.Run("""{"m":"ann@example.com"}""").Single();

        FilterCase.AssertSame("", """{"m":"a***@example.com","a":"to a***@example.com","b":{"c":"a***@example.com"},"d":"a***@example.com"}""", result.ToJson());
    }

    [Fact]
    public void What_was_done_is_counted_by_action_kind_and_field()
    {
        var context = PluginContext.For("pii");
        var filter = new PiiFilter(new PiiOptions { Fields = ["name"], Action = "mask" }, context);
        Run(filter, """{"m":"ann@example.com bob@example.com","u":{"c":["4111111111111111"]},"name":"x"}""");
        Run(filter, """{"m":"ann@example.com"}""");

        Assert.Equal(
            new Dictionary<string, long> { ["pii.mask.email.m"] = 3, ["pii.mask.card.u.c"] = 1, ["pii.mask.field.name"] = 1 },
            context.Counters.Read().Named.ToDictionary());
    }

    [Fact]
    public void Counters_are_bounded_however_many_fields_there_are()
    {
        var context = PluginContext.For("pii");
        var filter = new PiiFilter(new PiiOptions(), context);
        for (var i = 0; i < PiiCounts.MostCounters + 20; i++)
        {
            Run(filter, $"{{\"f{i}\":\"ann@example.com\"}}");
        }

        var named = context.Counters.Read().Named;
        Assert.Equal(PiiCounts.MostCounters + 1, named.Count);
        Assert.Equal(20, named["pii.mask.email.other"]);
    }

    [Fact]
    public void Pseudonyms_differ_by_key_and_by_value_and_are_the_same_for_the_same()
    {
        string Hash(string key, string text)
        {
            var filter = new PiiFilter(new PiiOptions { Action = "hash", Key = key }, PluginContext.For("pii"));
            return (string)Run(filter, $"{{\"m\":\"{text}\"}}").Get(FieldReference.Parse("m"))!;
        }

        const string Key = "0123456789abcdef";
        Assert.Equal(Hash(Key, "4111 1111 1111 1111"), Hash(Key, "4111111111111111"));
        Assert.Equal(Hash(Key, "DE89 3704 0044 0532 0130 00"), Hash(Key, "DE89370400440532013000"));
        Assert.Equal(Hash(Key, "+49 30 1234567"), Hash(Key, "+49-30-1234567"));
        Assert.NotEqual(Hash(Key, "ann@example.com"), Hash(Key, "bob@example.com"));
        Assert.NotEqual(Hash(Key, "ann@example.com"), Hash(Key + "!", "ann@example.com"));
        Assert.Matches("^card_[a-p]{20}$", Hash(Key, "4111111111111111"));
    }

    [Fact]
    public void Texts_that_are_no_Unicode_are_looked_through_too()
    {
        var pipeline = FilterPipeline.Load("pii { }");

        var result = pipeline.Run("""{"a":{"b":"\ud800 ann@example.com"},"c":"\udc00 ann@example.com"}""").Single();

        Assert.DoesNotContain("ann@", result.ToJson());
    }

    [Fact]
    public async Task An_event_without_candidates_is_not_decoded()
    {
        var pipeline = FilterPipeline.Load("pii { }");
        var events = Enumerable.Range(0, 100).Select(_ => Event.Parse("""{"@timestamp":"2026-01-01T00:00:00.000Z","message":"took 12 ms","time":1764088139123,"at":"2026-11-25T16:28:59.123Z","context":{"a":["x","2026-11-25 16:28:59"]}}""")).ToArray();
        pipeline.Run("""{"m":"ann@example.com"}""");
        var list = new Event[1];

        long Allocated(Event one)
        {
            list[0] = one;
            var before = GC.GetAllocatedBytesForCurrentThread();
            pipeline.Run(list);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The list that collects the outcome is allocated each time; an empty event shows how much that is.
        var empty = Enumerable.Range(0, 100).Min(_ => Allocated(Event.Parse("{}")));
        // Code that has just begun to run is not yet compiled for good, and boxes.
        await Eventually.IsTrueAsync(() => events.Min(Allocated) == empty, "nothing is allocated");
    }

    private static string Cut(string text, Random random) =>
        random.Next(4) > 0 || text.Length < 2 ? text : text[random.Next(text.Length / 2)..random.Next((text.Length / 2) + 1, text.Length)];

    private static Event Run(PiiFilter filter, string json)
    {
        var one = Event.Parse(json);
        var selection = new FilterSelection();
        selection.Include(one);
        filter.Filter(selection);
        return one;
    }

    private static TextScanner Scanner(string[] detect) => new(new PiiPlan(new PiiOptions { Detect = detect }));

    private static List<PiiMatch> Find(string text, string[] detect)
    {
        var found = new List<PiiMatch>();
        Scanner(detect).FindAll(Encoding.UTF8.GetBytes(text), FieldHint.None, found);
        return found;
    }

    private static string TextOf(string text, PiiMatch match) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text).AsSpan(match.Start, match.Length));
}
