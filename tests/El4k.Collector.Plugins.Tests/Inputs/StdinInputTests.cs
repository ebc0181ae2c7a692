using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.Stdin;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class StdinInputTests
{
    [Fact]
    public async Task Lines_are_read_to_the_end_the_last_one_without_its_newline_too()
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes("one\ntwo\nthree"));
        await using var input = await RunningInput.StartAsync(new StdinInput(new NoOptions(), PluginContext.For("stdin"), text), RunningInput.Lines);
        await input.Ended.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(["one", "two", "three"], input.Published.Messages);
        Assert.Equal(Environment.MachineName, input.Published.Events[0].Get(FieldReference.Parse("host")));
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, """{"message":"one","host":"MACHINE"}""")]
    [InlineData(EcsCompatibility.V1, """{"message":"one","host":{"hostname":"MACHINE"}}""")]
    [InlineData(EcsCompatibility.V8, """{"message":"one","host":{"hostname":"MACHINE"}}""")]
    public async Task Fields_have_the_names_asked_for(EcsCompatibility mode, string expected)
    {
        using var text = new MemoryStream("one\n"u8.ToArray());
        await using var input = await RunningInput.StartAsync(new StdinInput(new NoOptions(), PluginContext.For("stdin") with { EcsCompatibility = mode }, text), RunningInput.Lines);
        WholeEvent.AssertIs(expected, Assert.Single(await input.Published.WaitForAsync(1)));
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_silent_terminal()
    {
        using var silent = new SilentStream();
        await using var input = await RunningInput.StartAsync(new StdinInput(new NoOptions(), PluginContext.For("stdin"), silent), RunningInput.Lines);
        await input.StopAsync();
        silent.Release();
    }

    [Fact]
    public async Task What_a_codec_holds_comes_out_when_nothing_comes_for_as_long_as_the_codec_waits()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        using var silent = new SilentStream("one\nhalf");
        var codec = new ImpatientCodec(RunningInput.Lines, TimeSpan.FromSeconds(5));
        await using var input = await RunningInput.StartAsync(new StdinInput(new NoOptions(), PluginContext.For("stdin", clock: time), silent), codec);
        await input.Published.WaitForAsync(1);
        await Eventually.IsTrueAsync(() => time.SetTimers == 1, "the input waits for more");
        Assert.Equal(["one"], input.Published.Messages);
        time.Advance(TimeSpan.FromSeconds(5));
        await input.Published.WaitForAsync(2);
        await input.StopAsync();

        Assert.Equal(["one", "half"], input.Published.Messages);
        silent.Release();
    }

    private sealed class SilentStream(string before = "") : MemoryStream
    {
        private byte[] _before = Encoding.UTF8.GetBytes(before);
        private readonly ManualResetEventSlim _released = new();

        public void Release() => _released.Set();

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_before.Length > 0)
            {
                var length = _before.Length;
                _before.CopyTo(buffer, offset);
                _before = [];
                return length;
            }

            _released.Wait(TimeSpan.FromSeconds(60));
            return 0;
        }

        public override int Read(Span<byte> buffer)
        {
            var bytes = new byte[buffer.Length];
            var count = Read(bytes, 0, bytes.Length);
            bytes.AsSpan(0, count).CopyTo(buffer);
            return count;
        }
    }
}
