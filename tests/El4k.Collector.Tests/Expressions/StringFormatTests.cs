using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Tests.Expressions;

public sealed class StringFormatTests
{
    [Theory]
    [InlineData("logstash-%{service}-%{+YYYY.MM.dd}", "logstash-billing-2015.05.17")]
    [InlineData("%{missing}", "%{missing}")]
    [InlineData("%{service", "%{service")]
    [InlineData("%{[a][b]} %{list}", "1.5 x,2,true")]
    [InlineData("%{a}", """{"b":1.5}""")]
    [InlineData("%{+%s}", "1431857103")]
    [InlineData("%{+HH:mm:ss.SSS EEE MMM yy}", "10:05:03.123 Sun May 15")]
    [InlineData("%{{yyyy-MM-dd'T'HH}}", "2015-05-17T10")]
    [InlineData("%{@timestamp}", "2015-05-17T10:05:03.123Z")]
    [InlineData("100%", "100%")]
    public void A_format_shows_fields_and_dates(string format, string expected)
    {
        var source = Event.Parse("""{"service":"billing","a":{"b":1.5},"list":["x",2,true],"@timestamp":"2015-05-17T10:05:03.123Z"}""");
        Assert.Equal(expected, StringFormat.Parse(format).Format(source));
    }
}
