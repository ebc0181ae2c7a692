using System.Net.Security;

namespace El4k.Collector.Plugins.Network;

/// <summary>Turns a plain connection into an encrypted one, as server or as client.</summary>
internal interface ITlsHandshake
{
    /// <summary>Does the handshake. The stream that comes back owns the plain one, also when the handshake fails.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The two sides do not agree, or a certificate is refused.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    Task<SslStream> AuthenticateAsync(Stream plain, CancellationToken cancellation);
}
