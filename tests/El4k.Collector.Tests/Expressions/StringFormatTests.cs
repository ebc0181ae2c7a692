using System.Buffers;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Testing;

namespace El4k.Collector.Tests.Expressions;

public sealed class StringFormatTests
{
    private const string Json = """
        {"service":"billing","n":5,"r":1.5,"t":true,"f":false,"z":null,"e":"","m":{"x":[1,"a"]},"l":["x",2,true,null],"esc":"a\"b\n","dotted.name":"d",
        "@timestamp":"2015-05-17T10:05:03.123Z","@metadata":{"index":"from-metadata"}}
        """;

    public static IEnumerable<object[]> Cases => CaseFile.Rows("Expressions/formats.cases", 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_format_shows_fields_and_dates(string where, string text, string expected)
    {
        string actual = StringFormat.TryParse(text, out StringFormat? format, out string? error) ? format.Format(Event.Parse(Json)) : $"error: {error}";
        Assert.Equal((where, expected), (where, actual));
    }

    [Theory]
    [InlineData("%{n}", true)]
    [InlineData("%{missing}", false)]
    [InlineData("%{n}-%{z}", false)]
    [InlineData("%{+YYYY}", true)]
    public void Writing_tells_whether_a_field_was_missing(string text, bool expected)
    {
        Assert.Equal(expected, StringFormat.Parse(text).Write(Event.Parse(Json), new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public void An_escaped_text_is_shown_unescaped()
    {
        Assert.Equal("a\"b\n!", StringFormat.Parse("%{esc}!").Format(Event.Parse(Json)));
    }

    [Theory]
    [InlineData("2015-05-17T23:59:59.999Z", "2015.05.17 23")]
    [InlineData("2015-05-18T00:00:00.000Z", "2015.05.18 00")]
    [InlineData("2015-05-17T00:00:00.000Z", "2015.05.17 00")]
    [InlineData("2016-01-01T00:00:00.000Z", "2016.01.01 00")]
    [InlineData("1969-12-31T23:00:00.000Z", "1969.12.31 23")]
    public void The_kept_text_of_a_period_gives_way_to_that_of_the_next(string timestamp, string expected)
    {
        // One format over all rows, in each row after another day was written.
        var format = StringFormat.Parse("%{+YYYY.MM.dd} %{+HH}");
        format.Format(Event.Parse("""{"@timestamp":"2001-01-01T01:00:00.000Z"}"""));
        Assert.Equal(expected, format.Format(Event.Parse($$"""{"@timestamp":"{{timestamp}}"}""")));
    }

    [Fact]
    public void The_clock_is_asked_anew_for_every_event()
    {
        var clock = new SettableClock(DateTimeOffset.UnixEpoch);
        var format = StringFormat.Parse("%{{TIME_NOW}}", clock);
        Assert.Equal("1970-01-01T00:00:00.000Z", format.Format(Event.Parse("{}")));
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal("1970-01-01T00:01:00.000Z", format.Format(Event.Parse("{}")));
    }

    [Fact]
    public void The_seeds_index_name_is_written_without_allocating()
    {
        var format = StringFormat.Parse("logstash-%{service}-%{+YYYY.MM.dd}");
        Event source = Event.Parse(Json);
        var output = new ArrayBufferWriter<byte>(1024);
        format.Write(source, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            output.ResetWrittenCount();
            format.Write(source, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class SettableClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
