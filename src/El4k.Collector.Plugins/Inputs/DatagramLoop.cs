using System.Globalization;
using System.Net.Sockets;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>One loop that takes datagrams, decodes them and publishes batches, on a thread of its own.</summary>
internal sealed class DatagramLoop
{
    private const int DatagramsPerCall = 64;

    // How soon a loop without traffic sees the stop.
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(100);

    // Under load the kernel collects datagrams while the loop rests, so that one system call and one batch carry many of them.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(2);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // How long an event may wait for company in its batch.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);

    private readonly DatagramReader _reader;
    private readonly InputContext _input;
    private readonly PluginContext _plugin;
    private readonly DatagramSettings _settings;
    private readonly ICodec _codec;
    private readonly SourceNames _sources = new();
    private EventBatch? _batch;
    private long _batchStart;

    /// <param name="socket">The bound socket; the loop's own, or shared by several where the system cannot spread datagrams.</param>
    /// <param name="settings">How the input receives.</param>
    /// <param name="codec">Decodes this loop's datagrams only.</param>
    /// <param name="input">Where events go.</param>
    /// <param name="plugin">The input the loop belongs to.</param>
    public DatagramLoop(Socket socket, DatagramSettings settings, ICodec codec, InputContext input, PluginContext plugin)
    {
        _reader = new DatagramReader(socket, DatagramsPerCall, settings.BufferSize);
        _input = input;
        _plugin = plugin;
        _settings = settings;
        _codec = codec;
    }

    /// <summary>Receives until the stop, and then what the kernel still holds.</summary>
    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var count = TryReceive(stop);
            Take(count);
            if (_batch is not null && (_batch.IsFull || _plugin.Clock.GetElapsedTime(_batchStart) >= Linger))
            {
                Publish();
            }

            if (count > 0 && count < DatagramsPerCall)
            {
                stop.WaitHandle.WaitOne(Rest);
            }
        }

        Drain();
        Publish();
    }

    private int TryReceive(CancellationToken stop)
    {
        try
        {
            return _reader.Receive(_batch is null ? IdleWait : Rest);
        }
        catch (SocketException failure)
        {
            // Such as a want of kernel memory: it passes, and a loop that ended would not be missed before the port is silent.
            _plugin.Log.Error($"Datagrams could not be received; tried again in {AfterFailure.TotalSeconds} s.", failure);
            stop.WaitHandle.WaitOne(AfterFailure);
            return 0;
        }
    }

    private void Drain()
    {
        // As much as the buffer held at the stop, not what senders go on to send.
        var most = _settings.ReceiveBufferBytes / 256 / DatagramsPerCall + 1;
        for (var round = 0; round < most; round++)
        {
            var count = TryReceiveLast();
            if (count == 0)
            {
                return;
            }

            Take(count);
            if (_batch is { IsFull: true })
            {
                Publish();
            }
        }
    }

    private int TryReceiveLast()
    {
        try
        {
            return _reader.Receive(TimeSpan.Zero);
        }
        catch (SocketException failure)
        {
            // The stop does not wait for it to pass: what was received is published, and what the kernel holds is left to a successor that has the same socket.
            _plugin.Log.Error("Datagrams could not be received at the stop: without a successor, those that the kernel still holds are lost.", failure);
            return 0;
        }
    }

    private void Take(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var datagram = _reader.Datagram(i);
            if (datagram.IsEmpty)
            {
                continue;
            }

            if (_batch is null)
            {
                _batch = _input.RentBatch();
                _batchStart = _plugin.Clock.GetTimestamp();
                _batch.NoteArrival();
            }
            else if (i == 0)
            {
                _batch.NoteArrival();
            }

            var first = _batch.Count;
            if (_reader.IsTruncated(i))
            {
                AddTruncated(datagram, _batch);
            }
            else
            {
                Decode(datagram, _batch);
            }

            EventSource.AddShared(_batch, first, _settings.SourceField, _sources.TextOf(_reader, i));
        }
    }

    private void Decode(ReadOnlySpan<byte> datagram, EventBatch batch)
    {
        try
        {
            _codec.Decode(datagram, batch);
            _codec.Flush(batch);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A broken codec costs one datagram its fields, not the input its loop and the batch its other events.
            _plugin.Log.Error("The codec failed; the datagram is kept as an event tagged _codecfailure.", failure);
            batch.AddFailure(datagram, "_codecfailure");
        }
    }

    private void AddTruncated(ReadOnlySpan<byte> beginning, EventBatch batch)
    {
        _plugin.Counters.Add("truncated", 1);
        _plugin.Log.Warning(string.Create(
            CultureInfo.InvariantCulture,
            $"A datagram is longer than buffer_size ({_settings.BufferSize} bytes): its beginning is kept as an event tagged _datagramtoolong. Raise buffer_size."));
        batch.AddFailure(beginning, "_datagramtoolong");
    }

    private void Publish()
    {
        if (_batch is not { } batch)
        {
            return;
        }

        _batch = null;
        var publishing = _input.PublishAsync(batch);
        if (!publishing.IsCompletedSuccessfully)
        {
            // The thread is this loop's own: while the queue is full it waits here and the kernel's buffer fills.
            publishing.AsTask().GetAwaiter().GetResult();
        }
    }
}
