using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.Collector.Plugins.Codecs.Json;
using El4k.Collector.Plugins.Codecs.JsonLines;
using El4k.Collector.Plugins.Codecs.Line;

namespace El4k.Collector.Plugins.Tests.Inputs;

/// <summary>An input that runs, and what it has published.</summary>
internal sealed class RunningInput : IAsyncDisposable
{
    private readonly IInput _input;
    private readonly CancellationTokenSource _stop = new();

    private RunningInput(IInput input, ICodec codec)
    {
        _input = input;
        Published = new PublishedEvents(codec);
    }

    public PublishedEvents Published { get; }

    public Task Ended { get; private set; } = Task.CompletedTask;

    public IPEndPoint EndPoint => (IPEndPoint)_input.LocalEndPoint!;

    public static ICodec JsonLines { get; } = new JsonLinesCodec(new JsonLinesOptions(), PluginContext.For("codec"));

    public static ICodec Json { get; } = new JsonCodec(new JsonOptions(), PluginContext.For("codec"));

    public static ICodec Lines { get; } = new LineCodec(new LineOptions(), PluginContext.For("codec"));

    public static async Task<RunningInput> StartAsync(IInput input, ICodec codec, Action<PublishedEvents>? prepare = null)
    {
        var running = new RunningInput(input, codec);
        prepare?.Invoke(running.Published);
        await input.StartAsync(CancellationToken.None);
        running.Ended = Task.Run(() => input.RunAsync(running.Published, running._stop.Token));
        return running;
    }

    /// <summary>Asks the input to stop and waits until it has.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Ended.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>Opens a connection to the input.</summary>
    public async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(EndPoint);
        return socket;
    }

    /// <summary>Sends text over a connection of its own and closes it.</summary>
    public async Task SendTcpAsync(string text)
    {
        using var socket = await ConnectAsync();
        socket.Send(Encoding.UTF8.GetBytes(text));
        socket.Shutdown(SocketShutdown.Send);

        // The input closes when it has read everything: 0 bytes come back.
        Assert.Equal(0, await socket.ReceiveAsync(new byte[1]).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_input is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        _stop.Dispose();
    }
}
