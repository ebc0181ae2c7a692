using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Tests.Expressions;

public sealed class FormatKeyTests
{
    [Theory]
    [InlineData("logstash-%{service}-%{+YYYY.MM.dd}", true)]
    [InlineData("logs", true)]
    [InlineData("%{+YYYY.ww}", true)]
    [InlineData("%{service}", true)]
    [InlineData("%{service}-%{customer}", false)]
    [InlineData("%{+YYYY}-%{+MM}", false)]
    [InlineData("%{[extra][service]}", false)]
    [InlineData("%{[@metadata][index]}", false)]
    [InlineData("%{+%s}", false)]
    [InlineData("%{+SSS}", false)]
    [InlineData("%{{TIME_NOW}}", false)]
    public void A_format_has_a_key_where_its_text_depends_on_one_field_and_one_period(string format, bool expected) =>
        Assert.Equal(expected, FormatKey.Of(StringFormat.Parse(format)) is not null);

    [Fact]
    public void Events_with_the_same_key_have_the_same_text()
    {
        StringFormat format = StringFormat.Parse("logstash-%{service}-%{+YYYY.MM.dd}");
        FormatKey key = FormatKey.Of(format)!;
        string[] events =
        [
            """{"service":"a","@timestamp":"2026-11-25T00:00:00.000Z"}""", """{"service":"a","@timestamp":"2026-11-25T23:59:59.999Z"}""",
            """{"service":"a","@timestamp":"2026-11-24T23:59:59.999Z"}""", """{"service":"b","@timestamp":"2026-11-25T00:00:00.000Z"}""",
            """{"service":"","@timestamp":"2026-11-25T00:00:00.000Z"}""",
        ];
        var texts = new Dictionary<string, string>();
        foreach (string json in events)
        {
            Event source = Event.Parse(json);
            Assert.True(key.TryRead(source, out ReadOnlySpan<byte> value, out long period));
            string read = $"{Encoding.UTF8.GetString(value)} {period}";
            Assert.Equal(format.Format(source), texts.TryGetValue(read, out string? known) ? known : texts[read] = format.Format(source));
        }

        Assert.Equal(4, texts.Count);
        Assert.Equal(4, texts.Values.Distinct().Count());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"service":null}""")]
    [InlineData("""{"service":["a"]}""")]
    [InlineData("""{"service":"\u0061"}""")]
    public void An_event_whose_field_is_no_plain_text_has_no_key(string json) =>
        Assert.False(FormatKey.Of(StringFormat.Parse("%{service}"))!.TryRead(Event.Parse(json), out _, out _));
}
