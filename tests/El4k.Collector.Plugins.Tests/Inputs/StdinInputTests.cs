using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.Stdin;

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

    [Fact]
    public async Task A_stop_does_not_wait_for_a_silent_terminal()
    {
        using var silent = new SilentStream();
        await using var input = await RunningInput.StartAsync(new StdinInput(new NoOptions(), PluginContext.For("stdin"), silent), RunningInput.Lines);
        await input.StopAsync();
        silent.Release();
    }

    private sealed class SilentStream : MemoryStream
    {
        private readonly ManualResetEventSlim _released = new();

        public void Release() => _released.Set();

        public override int Read(byte[] buffer, int offset, int count)
        {
            _released.Wait(TimeSpan.FromSeconds(60));
            return 0;
        }

        public override int Read(Span<byte> buffer) => Read([], 0, 0);
    }
}
