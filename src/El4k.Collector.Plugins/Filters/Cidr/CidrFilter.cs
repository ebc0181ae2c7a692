using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Cidr;

/// <summary>Matches events with an address that lies in one of some networks: its common options then mark them.</summary>
/// <remarks>Immutable but for the file of networks, which is read again when it changes: workers share it.</remarks>
internal sealed class CidrFilter : EventFilter
{
    private readonly IReadOnlyList<StringFormat> _addresses;
    private readonly IReadOnlyList<StringFormat> _eventNetworks;
    private readonly NetworkSet _networks;
    private readonly NetworkFile? _file;
    private readonly bool _negate;
    private readonly PluginContext _context;

    /// <exception cref="PluginOptionException">A network is none, or none is given, or the file cannot be used.</exception>
    internal CidrFilter(CidrOptions options, PluginContext context)
    {
        _context = context;
        _addresses = options.Address;
        _negate = options.Negate;
        if ((options.NetworkPath is null) == (options.Network.Count == 0))
        {
            throw new PluginOptionException(options.NetworkPath is null ? "network" : "network_path", "give the networks either with network or in a file with network_path");
        }

        if (options.RefreshInterval is not (>= 0 and <= int.MaxValue) || options.Separator.Length == 0)
        {
            throw new PluginOptionException(options.Separator.Length == 0 ? "separator" : "refresh_interval", "must not be empty or negative");
        }

        _networks = new NetworkSet(options.Network.Where(format => format.IsLiteral).SelectMany(format => Parse(format.Text)));
        _eventNetworks = [.. options.Network.Where(format => !format.IsLiteral)];
        _file = options.NetworkPath is { } path ? new NetworkFile(path, options.Separator, TimeSpan.FromSeconds(options.RefreshInterval), context) : null;
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        var networks = _file?.Current ?? _networks;
        var hasAddress = false;
        foreach (var format in _addresses)
        {
            var text = format.Format(target);
            if (!Network.TryParseAddress(text, out var address))
            {
                _context.Counters.Add("invalid_addresses", 1);
                continue;
            }

            hasAddress = true;
            if (networks.Contains(address) || IsInEventNetworks(target, address))
            {
                return !_negate;
            }
        }

        // Of an event without any address nothing can be said, so it matches neither way.
        return _negate && hasAddress;
    }

    private static IEnumerable<Network> Parse(string list)
    {
        foreach (var piece in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Network.TryParse(piece, out var network)
                ? network
                : throw new PluginOptionException("network", $"'{piece}' is no network; write 10.0.0.0/8, fe80::/64 or an address");
        }
    }

    private bool IsInEventNetworks(Event source, UInt128 address)
    {
        foreach (var format in _eventNetworks)
        {
            var text = format.Format(source);
            foreach (var piece in text.AsSpan().Split(','))
            {
                if (Network.TryParse(text.AsSpan()[piece], out var network) && (address & Network.Mask(network.Length)) == network.Bits)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
