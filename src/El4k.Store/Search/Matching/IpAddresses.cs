using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.Store.Io;

namespace El4k.Store.Search.Matching;

/// <summary>Conditions on the values of <c>ip</c> fields, which are kept as text but compared as numbers.</summary>
/// <remarks>IPv4 addresses are compared as the IPv6 addresses they map to, so both kinds have one order.</remarks>
internal static class IpAddresses
{
    /// <summary>The ordinals of the addresses between two ends; none when an end is no address and the request is lenient.</summary>
    public static RowSet Between(TermDictionary terms, RangeBounds bounds, bool lenient)
    {
        if (lenient && !(IsAddress(bounds.From) && IsAddress(bounds.To)))
        {
            return new RowSet(terms.Count);
        }

        var from = bounds.From is null ? UInt128.Zero : Parse(bounds.From);
        var to = bounds.To is null ? UInt128.MaxValue : Parse(bounds.To);
        return Find(terms, address =>
            (bounds.IncludesFrom || bounds.From is null ? address >= from : address > from)
            && (bounds.IncludesTo || bounds.To is null ? address <= to : address < to));
    }

    /// <summary>The ordinals of the addresses that are one of some addresses or lie in one of some networks such as <c>10.0.0.0/8</c>.</summary>
    /// <remarks>In a lenient request other texts match nothing.</remarks>
    public static RowSet In(TermDictionary terms, IEnumerable<string> values, bool lenient)
    {
        var networks = values.Where(value => !lenient || IsAddress(value.Split('/')[0])).Select(ParseNetwork).ToList();
        return Find(terms, address => networks.Any(network => address >= network.First && address <= network.Last));
    }

    private static bool IsAddress(string? text) => text is null || IPAddress.TryParse(text, out _);

    private static RowSet Find(TermDictionary terms, Func<UInt128, bool> holds)
    {
        var found = new RowSet(terms.Count);
        var scratch = Array.Empty<byte>();
        for (var ordinal = 0; ordinal < terms.Count; ordinal++)
        {
            if (IPAddress.TryParse(Encoding.UTF8.GetString(terms.GetTerm(ordinal, ref scratch)), out var address) && holds(ToNumber(address)))
            {
                found.Add(ordinal);
            }
        }

        return found;
    }

    private static (UInt128 First, UInt128 Last) ParseNetwork(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            var single = Parse(text);
            return (single, single);
        }

        if (!IPAddress.TryParse(text.AsSpan(0, slash), out var address) || !int.TryParse(text.AsSpan(slash + 1), out var bits)
            || bits < 0 || bits > (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))
        {
            throw Wrong(text);
        }

        var free = address.AddressFamily == AddressFamily.InterNetwork ? 32 - bits : 128 - bits;
        var mask = free == 128 ? UInt128.MaxValue : (UInt128.One << free) - 1;
        var number = ToNumber(address);
        return (number & ~mask, number | mask);
    }

    private static UInt128 Parse(string text) => IPAddress.TryParse(text, out var address) ? ToNumber(address) : throw Wrong(text);

    private static UInt128 ToNumber(IPAddress address) => BinaryPrimitives.ReadUInt128BigEndian(address.MapToIPv6().GetAddressBytes());

    private static InvalidRequestException Wrong(string text) =>
        new(InvalidRequestException.QueryShard, $"failed to create query: [{text}] is no IP address and no network such as 10.0.0.0/8");
}
