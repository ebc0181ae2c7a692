using El4k.Aws.Credentials;
using El4k.Aws.Signing;

namespace El4k.Collector.Plugins.Aws;

/// <summary>Signs the requests of an output to a store. Owns the keys and what sends.</summary>
internal sealed class SignedRequests : IDisposable
{
    private readonly CredentialChain _credentials;

    /// <param name="settings">Whose keys, and the region.</param>
    /// <param name="service">The service as signatures name it.</param>
    /// <param name="sockets">Sends; owned from now on.</param>
    public SignedRequests(CredentialSettings settings, string service, HttpMessageHandler sockets, PluginContext context)
    {
        _credentials = new CredentialChain(settings);
        Handler = new SigningHandler(new RequestSigner(_credentials, settings.Region, service, context.Clock), sockets) { OnAuthentication = new AuthenticationState(context).Note };
    }

    /// <summary>Signs and sends.</summary>
    public HttpMessageHandler Handler { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Handler.Dispose();
        _credentials.Dispose();
    }
}
