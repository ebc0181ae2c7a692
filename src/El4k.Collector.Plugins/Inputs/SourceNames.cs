using System.Net;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>The text of senders' addresses, remembered so that a datagram from a known sender costs no allocation. Used by one thread.</summary>
internal sealed class SourceNames
{
    // More senders than this at one port are rare; then the memory of them starts again.
    private const int Limit = 4096;

    private readonly Dictionary<UInt128, SharedValue> _names = [];
    private UInt128 _lastKey;
    private SharedValue? _last;

    /// <summary>The text of an address.</summary>
    /// <param name="reader">Has received the datagram.</param>
    /// <param name="index">Which datagram.</param>
    public SharedValue TextOf(DatagramReader reader, int index)
    {
        var key = reader.SourceKey(index);
        if (key == _lastKey && _last is not null)
        {
            return _last;
        }

        if (!_names.TryGetValue(key, out var name))
        {
            if (_names.Count >= Limit)
            {
                _names.Clear();
            }

            name = SharedValue.Of(Readable(reader.Source(index).Address));
            _names[key] = name;
        }

        _lastKey = key;
        _last = name;
        return name;
    }

    private static string Readable(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
