using System.Net.Http.Headers;
using System.Text;

namespace El4k.Elasticsearch.Hosts;

/// <summary>One address of the store and since when it is passed over.</summary>
internal sealed class Host
{
    // Written by whichever request last met the host; a torn view only costs one try.
    private long _pausedUntilTicks;

    public Host(Uri address, AuthenticationHeaderValue? authorization)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"The store's address must begin with http:// or https://, not \"{address}\".");
        }

        Authorization = address.UserInfo.Length > 0 ? Basic(Uri.UnescapeDataString(address.UserInfo)) : authorization;
        Address = new UriBuilder(address) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri;
        Root = Address.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>The address without its user, fit for messages.</summary>
    public Uri Address { get; }

    public AuthenticationHeaderValue? Authorization { get; }

    private string Root { get; }

    public static AuthenticationHeaderValue Basic(string userAndPassword) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword)));

    public Uri For(string pathAndQuery) => new(Root + pathAndQuery);

    /// <summary>The same without the path that the host's address has.</summary>
    public Uri ForAbsolute(string pathAndQuery) => new(Address.GetLeftPart(UriPartial.Authority) + pathAndQuery);

    public bool IsPaused(DateTimeOffset now) => now.UtcTicks < Volatile.Read(ref _pausedUntilTicks);

    public void PauseUntil(DateTimeOffset time) => Volatile.Write(ref _pausedUntilTicks, time.UtcTicks);

    public void Resume() => Volatile.Write(ref _pausedUntilTicks, 0);
}
