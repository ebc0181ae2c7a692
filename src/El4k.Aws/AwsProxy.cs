using System.Net;

namespace El4k.Aws;

/// <summary>The proxy between this machine and Amazon.</summary>
internal static class AwsProxy
{
    /// <summary>The proxy at an address, which may hold a user and a password: http://user:password@proxy.example:3128.</summary>
    public static WebProxy At(Uri address)
    {
        var proxy = new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri);
        if (address.UserInfo.Split(':', 2) is [var user, var password])
        {
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        }

        return proxy;
    }
}
