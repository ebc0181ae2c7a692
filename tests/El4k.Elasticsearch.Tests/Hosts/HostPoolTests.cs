using El4k.Elasticsearch.Hosts;

namespace El4k.Elasticsearch.Tests.Hosts;

public sealed class HostPoolTests
{
    private readonly SettableTime _time = new();

    [Fact]
    public void Requests_go_to_the_hosts_in_turn()
    {
        var pool = Pool("http://a", "http://b");
        Assert.Equal(["a", "b"], Names(pool));
        Assert.Equal(["b", "a"], Names(pool));
    }

    [Fact]
    public void A_host_that_failed_is_tried_last_until_its_pause_is_over()
    {
        var pool = Pool("http://a", "http://b");
        pool.Failed(pool.InOrderOfTrial().First());
        Assert.Equal(["b", "a"], Names(pool));
        Assert.Equal(["b", "a"], Names(pool));
        _time.Now += TimeSpan.FromSeconds(6);
        Assert.Equal(["b", "a"], Names(pool));
        Assert.Equal(["a", "b"], Names(pool));
    }

    [Fact]
    public void No_host_is_an_error() => Assert.Throws<ArgumentException>(() => Pool());

    [Fact]
    public void An_address_without_scheme_is_an_error_that_shows_it() =>
        Assert.Contains("ftp://a", Assert.Throws<ArgumentException>(() => new Host(new Uri("ftp://a"), null)).Message, StringComparison.Ordinal);

    private static string[] Names(HostPool pool) => [.. pool.InOrderOfTrial().Select(host => host.Address.Host)];

    private HostPool Pool(params string[] addresses) =>
        new(addresses.Select(address => new Host(new Uri(address), null)), TimeSpan.FromSeconds(5), _time);

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
