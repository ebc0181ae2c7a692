using System.Buffers;
using System.Text;
using System.Text.Json;
using El4k.Server.Demo;

namespace El4k.Server.Tests.Demo;

public sealed class DemoTrafficTests
{
    private static readonly DateTimeOffset _end = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly DemoTraffic _traffic = new(_end, days: 30, runs: 40_000, seed: 1);
    private static readonly DemoRun[] _runs = [.. _traffic.Runs()];

    [Fact]
    public void It_has_about_as_many_runs_as_asked_for() => Assert.InRange(_runs.Length, 38_000, 48_000);

    [Fact]
    public void It_is_in_order_of_time_and_ends_at_the_end()
    {
        Assert.Equal(_runs.Select(r => r.Time).Order(), _runs.Select(r => r.Time));
        Assert.True(_runs[^1].Time < _end);
        Assert.True(_runs[0].Time >= _end.AddDays(-30));
    }

    [Fact]
    public void The_same_seed_gives_the_same_traffic() =>
        Assert.Equal(_runs.Take(1000).Select(r => (r.Time, r.User, r.DurationMs)), new DemoTraffic(_end, 30, 40_000, 1).Runs().Take(1000).Select(r => (r.Time, r.User, r.DurationMs)));

    [Fact]
    public void A_user_belongs_to_one_customer() =>
        Assert.All(_runs.GroupBy(r => r.User), user => Assert.Single(user.Select(r => r.Customer.Name).Distinct()));

    [Fact]
    public void One_user_is_far_above_the_others_of_its_customer()
    {
        var runaway = _runs.Where(r => r.User == DemoTraffic.MisbehavingUser).ToArray();
        var others = _runs.Where(r => r.Customer == runaway[0].Customer && r.User != DemoTraffic.MisbehavingUser).GroupBy(r => r.User).Select(g => g.Count()).Order().ToArray();

        Assert.True(runaway.Length > 20 * others[others.Length / 2], $"{runaway.Length} runs against a median of {others[others.Length / 2]}");
    }

    [Fact]
    public void The_incident_is_slower_and_fails_more()
    {
        var incident = _runs.Where(r => r.Time >= _traffic.IncidentStart && r.Time < _traffic.IncidentEnd).ToArray();

        Assert.True(incident.Average(r => r.Failed ? 1.0 : 0) > 0.1);
        Assert.True(_runs.Average(r => r.Failed ? 1.0 : 0) < 0.03);
        Assert.True(incident.Average(r => r.DurationMs) > 2 * _runs.Average(r => r.DurationMs));
    }

    [Fact]
    public void A_line_is_a_record_of_the_client_and_never_has_the_fields_the_pipeline_removes()
    {
        var output = new ArrayBufferWriter<byte>();
        var lines = _runs.Take(500).Sum(run => DemoLine.Write(run, output));
        var texts = Encoding.UTF8.GetString(output.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(lines, texts.Length);
        foreach (var text in texts)
        {
            var record = JsonDocument.Parse(text).RootElement;
            Assert.Equal(["message", "context", "level", "level_name", "channel", "datetime", "extra", "service"], record.EnumerateObject().Take(8).Select(p => p.Name));
            Assert.DoesNotContain(record.EnumerateObject(), p => p.Name is "path" or "host" or "port");
        }
    }
}
