using System.Globalization;
using System.Net;
using System.Text;

namespace El4k.Collector.Plugins.Filters.Fingerprint;

/// <summary>The network that an address lies in, for example <c>10.1.2.0</c> for <c>10.1.2.3</c> and 24 bits. An IPv6 address loses all but its first bits, too.</summary>
internal sealed class NetworkFingerprint : IFingerprint
{
    private const int LongestPrefix = 32;

    private readonly int _prefix;

    /// <exception cref="PluginOptionException">The key is no length of a prefix.</exception>
    public NetworkFingerprint(string? key)
    {
        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _prefix) || _prefix > LongestPrefix)
        {
            throw new PluginOptionException("key", "must be the length of the network's prefix, from 0 to 32, for the method IPV4_NETWORK");
        }
    }

    /// <inheritdoc/>
    public object? Of(ReadOnlySpan<byte> text, long? integer)
    {
        var written = Encoding.UTF8.GetString(text);
        if (!IPAddress.TryParse(written, out var address) || (address.ToString() != written && !written.Contains(':')))
        {
            // What is short for an IPv4 address, or octal, would become another one than it looks like.
            return null;
        }

        var bytes = address.GetAddressBytes();
        for (var bit = _prefix; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes).ToString();
    }
}
