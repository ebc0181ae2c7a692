using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class CidrFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Cidr/cidr.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/Cidr/cidr-errors.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_becomes_what_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "cidr", options, given, expected);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"cidr {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }

    [Fact]
    public void A_file_of_networks_is_read_again_when_it_has_changed_and_the_interval_is_over()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("networks", "10.0.0.0/8;fe80::/64; nonsense");
        var time = new ManualTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var pipeline = FilterPipeline.Load($"cidr {{ address => \"%{{ip}}\" network_path => \"{path}\" separator => \";\" refresh_interval => 60 add_tag => \"in\" }}", time);
        bool IsIn(string ip) => pipeline.Run($"{{\"ip\":\"{ip}\"}}").Single().HasTag("in");

        Assert.True(IsIn("10.1.1.1"));
        Assert.True(IsIn("fe80::9"));
        Assert.False(IsIn("192.168.1.1"));

        File.WriteAllText(path, "192.168.0.0/16");
        File.SetLastWriteTimeUtc(path, new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(IsIn("192.168.1.1"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(IsIn("192.168.1.1"));
        Assert.False(IsIn("10.1.1.1"));

        // A file that is gone or empty for a moment does not take the networks with it.
        File.WriteAllText(path, "");
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(IsIn("192.168.1.1"));
        File.Delete(path);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(IsIn("192.168.1.1"));
    }

    [Fact]
    public void A_line_end_is_what_divides_a_file_also_when_it_is_written_as_an_escape()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("networks", "10.0.0.0/8\r\n192.168.0.0/16\n");
        foreach (var separator in (string[])["", "separator => \"\\n\""])
        {
            var pipeline = FilterPipeline.Load($"cidr {{ address => \"%{{ip}}\" network_path => \"{path}\" {separator} add_tag => \"in\" }}");
            Assert.True(pipeline.Run("""{"ip":"192.168.1.1"}""").Single().HasTag("in"));
            Assert.True(pipeline.Run("""{"ip":"10.1.1.1"}""").Single().HasTag("in"));
        }
    }
}
