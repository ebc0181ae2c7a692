using System.CommandLine;
using System.Net;
using El4k.Server.Options;
using El4k.Server.Settings;

namespace El4k.Server.Commands;

/// <summary>Where the monitoring API of a collector on this machine is to be looked for.</summary>
/// <param name="First">The server on the first port.</param>
/// <param name="LastPort">The last port of the range; that of <paramref name="First"/> when there is one alone.</param>
internal sealed record ApiAddress(Uri First, int LastPort)
{
    /// <summary>Whether the collector took the first free port of several.</summary>
    public bool IsRange => LastPort > First.Port;

    /// <summary>The server on each port, in the order in which a collector tries them.</summary>
    public IEnumerable<Uri> Servers => Enumerable.Range(First.Port, LastPort - First.Port + 1).Select(port => new UriBuilder(First) { Port = port }.Uri);

    /// <summary>From the settings that a collector started with the same options would have; an address given as such wins, and no settings are read.</summary>
    /// <exception cref="SettingException">All that is wrong with the settings, or that they leave the API out.</exception>
    public static ApiAddress From(ParseResult parsed, Uri? given)
    {
        if (given is not null)
        {
            return new ApiAddress(given, given.Port);
        }

        var settings = CollectOptions.Read(parsed).Node;
        if (!settings.Switch(SettingList.ApiEnabled))
        {
            throw new SettingException([$"{settings.OriginOf(SettingList.ApiEnabled)}: error: api.enabled is false: there is no monitoring API to ask."]);
        }

        var (first, last) = settings.Ports(SettingList.ApiPort);
        return new ApiAddress(new UriBuilder(Uri.UriSchemeHttp, Reachable(Host(settings)).ToString(), first).Uri, last);
    }

    private static IPAddress Host(SettingValues settings)
    {
        var text = settings.Text(SettingList.ApiHost);
        try
        {
            return OptionValues.Address(text);
        }
        catch (FormatException e)
        {
            throw new SettingException([$"{settings.OriginOf(SettingList.ApiHost)}: error: api.http.host: \"{text}\" is not valid: {e.Message}."]);
        }
    }

    // Who listens on all addresses is reached by that of the machine itself.
    private static IPAddress Reachable(IPAddress host) =>
        host.Equals(IPAddress.Any) ? IPAddress.Loopback : host.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : host;
}
