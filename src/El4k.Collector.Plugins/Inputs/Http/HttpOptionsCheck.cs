using System.Globalization;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>Checks what the types of the options of <c>http</c> do not, and says older options in the newer ones.</summary>
internal static class HttpOptionsCheck
{
    private static readonly (double Number, TlsProtocol Protocol)[] Versions = [(1.1, TlsProtocol.Tls11), (1.2, TlsProtocol.Tls12), (1.3, TlsProtocol.Tls13)];

    /// <summary>The options, with what older ones say about TLS in the newer ones.</summary>
    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public static HttpInputOptions Check(HttpInputOptions options)
    {
        if (options.User is not null && options.Password is null)
        {
            throw new PluginOptionException("password", "a user is given without a password");
        }

        if (options.Password is not null && options.User is null)
        {
            throw new PluginOptionException("user", "a password is given without a user");
        }

        if (options.ResponseCode is not (200 or 201 or 202 or 204))
        {
            throw new PluginOptionException("response_code", string.Create(CultureInfo.InvariantCulture, $"the status of success is 200, 201, 202 or 204, not {options.ResponseCode}"));
        }

        if (options.MaxPendingRequests < 1)
        {
            throw new PluginOptionException("max_pending_requests", "at least 1 request must be allowed");
        }

        if (options.MaxContentLength.Bytes is < 1 or > int.MaxValue / 2)
        {
            throw new PluginOptionException("max_content_length", "the limit of a body lies between 1 byte and 1 GiB");
        }

        if (options.AcknowledgementTimeout is not (> 0 and <= 86_400))
        {
            throw new PluginOptionException("acknowledgement_timeout", "the seconds lie above 0 and up to 86400");
        }

        if (options.SslHandshakeTimeout < 1)
        {
            throw new PluginOptionException("ssl_handshake_timeout", "a handshake needs at least 1 millisecond");
        }

        return options with
        {
            SslClientAuthentication = options.SslClientAuthentication ?? options.SslVerifyMode switch
            {
                HttpVerifyMode.None => TlsClientAuthentication.None,
                HttpVerifyMode.Peer => TlsClientAuthentication.Optional,
                HttpVerifyMode.ForcePeer => TlsClientAuthentication.Required,
                _ => null,
            },
            SslSupportedProtocols = options.SslSupportedProtocols.Count > 0 ? options.SslSupportedProtocols : Range(options.TlsMinVersion, options.TlsMaxVersion),
        };
    }

    private static TlsProtocol[] Range(double? lowest, double? highest)
    {
        if (lowest is null && highest is null)
        {
            return [];
        }

        var range = Versions.Where(version => version.Number >= (lowest ?? 1.2) && version.Number <= (highest ?? 1.3)).Select(version => version.Protocol).ToArray();
        return range.Length > 0 ? range : throw new PluginOptionException("tls_min_version", "no version of TLS lies in this range; there are 1.1, 1.2 and 1.3");
    }
}
