using El4k.Collector.Events;

namespace El4k.Collector.Tests.Events;

public class EventTimestampTests
{
    [Theory]
    [InlineData("2015-05-17T10:05:03.000Z")]
    [InlineData("2015-05-17T12:05:03+02:00")]
    public void The_field_timestamp_is_an_instant_however_it_was_written(string text)
    {
        var parsed = Event.Parse($$"""{"@timestamp":"{{text}}","a":1}""");

        Assert.Equal(parsed.Timestamp, parsed.Get(FieldReference.Timestamp));
        Assert.Contains("\"@timestamp\":\"2015-05-17T10:05:03.000Z\"", parsed.ToJson());
    }
}
