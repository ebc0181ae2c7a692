using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class DatagramLoopTests
{
    [Fact]
    public async Task A_socket_that_fails_at_the_stop_loses_nothing_that_was_received()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var bound = new DatagramSocket(new IPEndPoint(IPAddress.Loopback, 0), 1 << 20);
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.Connect(bound.LocalEndPoint);
        using var stop = new CancellationTokenSource();
        using var file = File.OpenHandle("/dev/null");

        // What stands under the socket's number is now always readable and no socket: each receive fails.
        var codec = new ObservedCodec(() =>
        {
            Assert.NotEqual(-1, Duplicate(file, bound.Socket.SafeHandle));
            stop.Cancel();
        });
        var log = new RecordingLog();
        var published = new PublishedEvents(codec);
        var loop = new DatagramLoop(bound.Socket, new DatagramSettings { SourceField = FieldReference.Parse("host") }, codec, published, PluginContext.For("udp", log));
        sender.Send("last"u8);
        await Task.Run(() => loop.Run(stop.Token));

        Assert.Equal("last", Assert.Single(published.Messages));
        var line = Assert.Single(log.Lines);
        Assert.Equal(LogSeverity.Error, line.Severity);
        Assert.Contains("at the stop", line.Message, StringComparison.Ordinal);
    }

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Duplicate(SafeHandle from, SafeHandle to);

    /// <summary>Makes a message of each text, and tells that one came.</summary>
    private sealed class ObservedCodec(Action decoded) : ICodec
    {
        public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
        {
            batch.AddMessage(data);
            decoded();
        }

        public void Flush(EventBatch batch)
        {
        }

        public void Encode(Event source, IBufferWriter<byte> output)
        {
        }

        public ICodec Clone() => this;
    }
}
