using System.Net;

namespace El4k.Client.Transport;

/// <summary>One transport's choice among the collector's addresses: stays with one that works, moves on from one that fails.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class AddressChoice(CollectorResolver resolver)
{
    private IPAddress? _chosen;
    private bool _failed;

    /// <summary>The address to use now, or null when none is known yet.</summary>
    public IPAddress? Next()
    {
        var known = resolver.Current;
        if (known.Length == 0)
        {
            return null;
        }

        var at = _chosen is null ? -1 : Array.IndexOf(known, _chosen);
        if (at < 0)
        {
            _chosen = known[0];
        }
        else if (_failed)
        {
            _chosen = known[(at + 1) % known.Length];
        }

        _failed = false;
        return _chosen;
    }

    /// <summary>Reports that the chosen address does not answer.</summary>
    public void Failed()
    {
        _failed = true;
        resolver.Suspect();
    }
}
