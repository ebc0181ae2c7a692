using System.Net;
using System.Net.Sockets;
using El4k.Client.Transport;
using El4k.Testing;

namespace El4k.Client.Tests.Transport;

public sealed class CollectorResolverTests
{
    private static readonly IPAddress A = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress B = IPAddress.Parse("10.0.0.2");

    private readonly ManualTime _time = new(Records.Moment);
    private int _lookUps;
    private Func<Task<IPAddress[]>> _answer = () => Task.FromResult<IPAddress[]>([A]);

    [Fact]
    public void Nothing_is_looked_up_before_it_is_needed_and_an_IP_address_never()
    {
        _ = Resolver("collector");
        Assert.Equal([IPAddress.Loopback], Resolver("127.0.0.1").Current);
        Assert.Equal(0, _lookUps);
    }

    [Fact]
    public async Task A_name_is_looked_up_again_after_half_a_minute_and_the_old_answer_serves_meanwhile()
    {
        var resolver = Resolver("collector");
        Assert.Empty(resolver.Current);
        await ResolvedAsync(resolver, A);
        _answer = () => Task.FromResult<IPAddress[]>([B]);
        _time.Advance(CollectorResolver.RefreshAfter - TimeSpan.FromMilliseconds(1));
        Assert.Equal([A], resolver.Current);
        Assert.Equal(1, _lookUps);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([A], resolver.Current);
        await ResolvedAsync(resolver, B);
        Assert.Equal(2, _lookUps);
    }

    [Fact]
    public async Task A_failing_look_up_keeps_the_last_good_addresses_and_is_tried_again_soon()
    {
        var resolver = Resolver("collector");
        await ResolvedAsync(resolver, A);
        _answer = () => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
        _time.Advance(CollectorResolver.RefreshAfter);
        Assert.Equal([A], resolver.Current);
        await Eventually.HoldsAsync(() => Volatile.Read(ref _lookUps) == 2, () => "a second look-up");
        _answer = () => Task.FromResult<IPAddress[]>([B]);
        await Eventually.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return resolver.Current is [var only] && only.Equals(B);
            },
            () => "the new address");
    }

    [Fact]
    public async Task IPv4_comes_before_IPv6_and_a_failed_address_gives_way_to_the_next()
    {
        _answer = () => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback, A]);
        var resolver = Resolver("collector");
        var choice = new AddressChoice(resolver);
        Assert.Null(choice.Next());
        await Eventually.HoldsAsync(() => resolver.Current.Length == 2, () => "addresses");
        Assert.Equal(A, choice.Next());
        Assert.Equal(A, choice.Next());
        choice.Failed();
        Assert.Equal(IPAddress.IPv6Loopback, choice.Next());
        choice.Failed();
        Assert.Equal(A, choice.Next());
    }

    private CollectorResolver Resolver(string host) => new(
        host,
        _time,
        (_, _) =>
        {
            Interlocked.Increment(ref _lookUps);
            return _answer();
        },
        CancellationToken.None);

    private static Task ResolvedAsync(CollectorResolver resolver, IPAddress expected) =>
        Eventually.HoldsAsync(() => resolver.Current is [var only] && only.Equals(expected), () => $"{expected}");
}
