namespace El4k.Collector.Plugins.Filters.Cidr;

/// <summary>Networks, asked by address: one look-up for each length that occurs, however many networks there are. Immutable: safe for all threads.</summary>
internal sealed class NetworkSet
{
    private readonly (UInt128 Mask, HashSet<UInt128> Bits)[] _byLength;

    public NetworkSet(IEnumerable<Network> networks)
    {
        _byLength =
        [
            .. networks.GroupBy(network => network.Length).Select(group => (Network.Mask(group.Key), group.Select(network => network.Bits).ToHashSet())),
        ];
    }

    /// <summary>Whether an address lies in one of the networks.</summary>
    public bool Contains(UInt128 address)
    {
        foreach (var (mask, bits) in _byLength)
        {
            if (bits.Contains(address & mask))
            {
                return true;
            }
        }

        return false;
    }
}
