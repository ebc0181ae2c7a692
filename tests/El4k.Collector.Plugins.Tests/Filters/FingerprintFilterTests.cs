using El4k.Collector.Events;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class FingerprintFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Fingerprint/fingerprint.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/Fingerprint/fingerprint-errors.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_gets_the_fingerprint_of_its_row(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "fingerprint", options, given, expected);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"fingerprint {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }

    [Fact]
    public void A_random_identifier_is_another_one_each_time_whatever_is_there()
    {
        var pipeline = FilterPipeline.Load("fingerprint { method => UUID }");

        var results = pipeline.Run(Event.Parse("{}"), Event.Parse("""{"fingerprint":"old"}"""));

        var ids = results.Select(one => (string)one.Get(FieldReference.Parse("fingerprint"))!).ToArray();
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id));
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Theory]
    [InlineData("source => \"a\"")]
    [InlineData("source => [\"a\",\"b\"] concatenate_sources => true")]
    [InlineData("source => \"a\" concatenate_all_fields => true")]
    public void The_order_of_keys_does_not_matter(string options)
    {
        var pipeline = FilterPipeline.Load($"fingerprint {{ {options} }}");

        var one = pipeline.Run("""{"@timestamp":"2017-07-26T14:44:27.064Z","a":{"a0":0,"a1":1},"b":{"b0":0,"b1":1}}""").Single();
        var other = pipeline.Run("""{"@timestamp":"2017-07-26T14:44:27.064Z","b":{"b1":1,"b0":0},"a":{"a1":1,"a0":0}}""").Single();

        Assert.Equal(one.Get(FieldReference.Parse("fingerprint")), other.Get(FieldReference.Parse("fingerprint")));
    }

    [Fact]
    public void Text_that_came_as_bytes_has_the_fingerprint_of_the_same_text()
    {
        using var line = new PublishedLine("123.123.123.123");

        var result = FilterPipeline.Load("fingerprint { }").Run(line.Event).Single();

        Assert.Equal("3a5076c520b4b463f43806896ea0b3978d09dcae", result.Get(FieldReference.Parse("fingerprint")));
    }
}
