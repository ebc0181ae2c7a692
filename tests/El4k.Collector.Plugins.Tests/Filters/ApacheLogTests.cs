using El4k.Collector.Events;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class ApacheLogTests
{
    private const string Filters = """
        grok { match => { "message" => "%{COMBINEDAPACHELOG}" } }
        date { match => [ "timestamp", "dd/MMM/yyyy:HH:mm:ss Z" ] }
        mutate { convert => { "bytes" => "integer" "response" => "integer" } }
        """;

    [Fact]
    public void Ten_thousand_real_lines_give_the_days_and_the_bytes_counted_from_the_file()
    {
        if (!SharedData.TryFind("data/apache_access.log", out var path))
        {
            return;
        }

        var pipeline = FilterPipeline.Load(Filters);
        var message = FieldReference.Message;
        var events = File.ReadLines(path)
            .Select(line =>
            {
                var one = Event.Create();
                one.Set(message, line);
                return one;
            })
            .ToList();

        pipeline.Run(events);

        var matched = events.Where(one => !one.HasTag("_grokparsefailure")).ToList();
        Assert.Equal(9_999, matched.Count);
        Assert.Single(events, one => one.HasTag("_grokparsefailure"));
        Assert.DoesNotContain(matched, one => one.Contains(FieldReference.Tags));
        Assert.Equal(2_747_282_505, matched.Sum(one => one.Get(FieldReference.Parse("bytes")) as long? ?? 0));
        Assert.Equal(
            [("2015-05-17", 1632), ("2015-05-18", 2893), ("2015-05-19", 2896), ("2015-05-20", 2578)],
            matched.GroupBy(one => one.Timestamp.ToString()[..10]).OrderBy(day => day.Key, StringComparer.Ordinal).Select(day => (day.Key, day.Count())));
        Assert.All(matched, one => Assert.IsType<long>(one.Get(FieldReference.Parse("response"))));
    }
}
