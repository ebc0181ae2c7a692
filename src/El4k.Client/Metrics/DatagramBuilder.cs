using El4k.Client.Transport;
using El4k.Client.Wire;

namespace El4k.Client.Metrics;

/// <summary>Packs metrics into datagrams: one as it is, several as a JSON array, which Logstash's json codec takes apart.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class DatagramBuilder(UdpChannel channel, int maxBytes)
{
    private readonly JsonBuffer _array = new();
    private int _count;

    /// <summary>Adds one encoded metric, sending what is there first when both do not fit.</summary>
    public void Add(ReadOnlySpan<byte> metric)
    {
        if (_count > 0 && _array.Length + 1 + metric.Length + 1 > maxBytes)
        {
            Send();
        }

        _array.Raw(_count == 0 ? "["u8 : ","u8);
        _array.Raw(metric);
        _count++;
    }

    /// <summary>Sends what is there.</summary>
    public void Send()
    {
        if (_count == 0)
        {
            return;
        }

        if (_count == 1)
        {
            channel.Send(_array.Written[1..], 1);
        }
        else
        {
            _array.EndArray();
            channel.Send(_array.Written, _count);
        }

        _array.Clear();
        _count = 0;
    }
}
