using System.Net.Sockets;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.Udp;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class UdpInputTests
{
    private static readonly FieldReference Number = FieldReference.Parse("n");

    [Fact]
    public async Task A_datagram_may_hold_several_events_and_an_empty_one_holds_none()
    {
        await using var input = await StartAsync(new UdpOptions { Workers = 1 });
        using var sender = Connect(input);
        foreach (var datagram in (string[])["{\"n\":1}\n", "", "{\"n\":2}\n{\"n\":3}", "[{\"n\":4},{\"n\":5}]", "{\"n\":6}{\"n\":7}", "{\"n\":8", "{\"n\":9}"])
        {
            sender.Send(Encoding.UTF8.GetBytes(datagram));
        }

        var events = await input.Published.WaitForAsync(9);
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L, 7L, null, 9L], events.Select(item => item.Get(Number)));
        Assert.True(events[7].HasTag("_jsonparsefailure"));
        Assert.All(events, item => Assert.Equal("127.0.0.1", item.Get(FieldReference.Parse("host"))));
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, null, """{"n":1,"host":"127.0.0.1"}""")]
    [InlineData(EcsCompatibility.V1, null, """{"n":1,"host":{"ip":"127.0.0.1"}}""")]
    [InlineData(EcsCompatibility.V8, null, """{"n":1,"host":{"ip":"127.0.0.1"}}""")]
    [InlineData(EcsCompatibility.V8, "from", """{"n":1,"from":"127.0.0.1"}""")]
    public async Task The_sender_has_the_name_asked_for(EcsCompatibility mode, string? field, string expected)
    {
        var options = new UdpOptions { SourceField = field is null ? null : FieldReference.Parse(field) };
        await using var input = await RunningInput.StartAsync(new UdpInput(options, PluginContext.For("udp") with { EcsCompatibility = mode }), RunningInput.Json);
        using var sender = Connect(input);
        sender.Send("{\"n\":1}"u8);
        WholeEvent.AssertIs(expected, Assert.Single(await input.Published.WaitForAsync(1)));
    }

    [Fact]
    public async Task One_worker_keeps_the_order_and_batches_what_arrives()
    {
        const int Datagrams = 5000;
        await using var input = await StartAsync(new UdpOptions { SourceField = FieldReference.Parse("[from][ip]") });
        using var sender = Connect(input);
        for (var i = 0; i < Datagrams; i++)
        {
            sender.Send(Encoding.UTF8.GetBytes($"{{\"n\":{i}}}"));
        }

        var events = await input.Published.WaitForAsync(Datagrams);
        Assert.Equal(Enumerable.Range(0, Datagrams).Select(i => (object)(long)i), events.Select(item => item.Get(Number)));
        Assert.Equal("127.0.0.1", events[0].Get(FieldReference.Parse("[from][ip]")));
        Assert.InRange(input.Published.Batches, 1, Datagrams / 2);
    }

    [Fact]
    public async Task An_event_with_something_in_the_way_of_the_senders_field_goes_on_tagged()
    {
        await using var input = await StartAsync(new UdpOptions { SourceField = FieldReference.Parse("[from][ip]") });
        using var sender = Connect(input);
        sender.Send("{\"from\":\"a text\"}"u8);
        sender.Send("{\"n\":2}"u8);
        var events = await input.Published.WaitForAsync(2);
        Assert.Single(events, item => item.HasTag("_addfieldfailure") && "a text".Equals(item.Get(FieldReference.Parse("from"))));
        Assert.Single(events, item => "127.0.0.1".Equals(item.Get(FieldReference.Parse("[from][ip]"))));
    }

    [Fact]
    public async Task A_datagram_over_buffer_size_is_kept_cut_and_counted()
    {
        var context = PluginContext.For("udp");
        await using var input = await RunningInput.StartAsync(new UdpInput(new UdpOptions { BufferSize = 10 }, context), RunningInput.Json);
        using var sender = Connect(input);
        sender.Send("{\"n\":123456789}"u8);

        var cut = Assert.Single(await input.Published.WaitForAsync(1));
        Assert.True(cut.HasTag("_datagramtoolong"));
        Assert.Equal("{\"n\":12345", cut.Get(FieldReference.Message));
        Assert.Equal(1, context.Counters.Read().Named["truncated"]);
    }

    [Fact]
    public async Task What_the_kernel_drops_while_the_queue_is_full_is_counted()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var log = new RecordingLog();
        var context = PluginContext.For("udp", log);
        await using var input = await RunningInput.StartAsync(
            new UdpInput(new UdpOptions { ReceiveBufferBytes = 4096, Workers = 1 }, context), RunningInput.Json, published => published.Fill());
        using var sender = Connect(input);
        const int Sent = 3000;
        for (var i = 0; i < Sent; i++)
        {
            sender.Send(Encoding.UTF8.GetBytes($"{{\"n\":{i},\"text\":\"{new string('x', 500)}\"}}"));
        }

        await Eventually.IsTrueAsync(() => context.Counters.Read().Dropped > 0, "drops are counted");
        input.Published.MakeRoom();
        await Eventually.IsTrueAsync(() => input.Published.Events.Count + context.Counters.Read().Dropped == Sent, "every datagram is read or counted");
        Assert.Contains("dropped", log.Warnings.First(line => line.Contains("datagrams", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_codec_that_throws_costs_one_datagram_its_fields_and_no_event()
    {
        await using var input = await RunningInput.StartAsync(new UdpInput(new UdpOptions { Workers = 1 }, PluginContext.For("udp")), new ThrowingCodec());
        using var sender = Connect(input);
        foreach (var datagram in (string[])["one", "throw", "two"])
        {
            sender.Send(Encoding.UTF8.GetBytes(datagram));
        }

        var events = await input.Published.WaitForAsync(3);
        Assert.Equal(["one", "throw", "two"], input.Published.Messages);
        Assert.Equal([false, true, false], events.Select(item => item.HasTag("_codecfailure")));
    }

    [Fact]
    public async Task At_the_stop_what_the_kernel_holds_is_read()
    {
        await using var input = await StartAsync(new UdpOptions());
        using var sender = Connect(input);
        for (var i = 0; i < 500; i++)
        {
            sender.Send("{\"n\":1}"u8);
        }

        await input.StopAsync();
        Assert.Equal(500, input.Published.Events.Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    [InlineData(3, 3)]
    public async Task A_taken_port_is_an_error_that_names_port_and_option(int workers, int workersOfSecond)
    {
        await using var input = await StartAsync(new UdpOptions { Workers = workers });
        var second = new UdpInput(new UdpOptions { Port = input.EndPoint.Port, Workers = workersOfSecond }, PluginContext.For("udp"));
        var refusal = await Assert.ThrowsAsync<PluginStartException>(() => second.StartAsync(CancellationToken.None));
        Assert.Contains(input.EndPoint.Port.ToString(), refusal.Message, StringComparison.Ordinal);
        Assert.Contains("option port", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 1, "workers")]
    [InlineData(1, 0, 1, "buffer_size")]
    [InlineData(1, 1, 0, "receive_buffer_bytes")]
    public void Numbers_out_of_range_are_refused(int workers, int bufferSize, int receiveBuffer, string option)
    {
        var options = new UdpOptions { Workers = workers, BufferSize = bufferSize, ReceiveBufferBytes = receiveBuffer };
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new UdpInput(options, PluginContext.For("udp"))).Option);
    }

    private static Task<RunningInput> StartAsync(UdpOptions options) =>
        RunningInput.StartAsync(new UdpInput(options, PluginContext.For("udp")), RunningInput.Json);

    private static Socket Connect(RunningInput input)
    {
        var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.Connect(input.EndPoint);
        return sender;
    }
}
