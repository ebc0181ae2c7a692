using System.Globalization;

namespace El4k.Collector.Plugins.Inputs.Tcp;

/// <summary>Checks what the types of the options of <c>tcp</c> do not.</summary>
internal static class TcpOptionsCheck
{
    private const long LeastUnfinishedBytes = 1024 * 1024;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public static void Check(TcpOptions options)
    {
        if (options.Mode == TcpMode.Client && options.Port is < 1 or > 65535)
        {
            throw new PluginOptionException("port", string.Create(CultureInfo.InvariantCulture, $"a port to connect to lies between 1 and 65535, not {options.Port}"));
        }

        if (options.MaxConnections < 1)
        {
            throw new PluginOptionException("max_connections", "at least 1 connection must be allowed");
        }

        if (options.IdleTimeout < 0)
        {
            throw new PluginOptionException("idle_timeout", "the seconds must not be negative; 0 never closes a silent connection");
        }

        if (options.MaxUnfinishedBytes.Bytes < LeastUnfinishedBytes)
        {
            throw new PluginOptionException("max_unfinished_bytes", "at least 1 MiB is needed, or ordinary lines would not get through");
        }

        if (options.Mode == TcpMode.Client && options.SslClientAuthentication is not null)
        {
            throw new PluginOptionException("ssl_client_authentication", "a client asks no one for certificates; how the server's is checked is said by ssl_verification_mode");
        }

        if (options.Mode == TcpMode.Server && options.SslVerificationMode is not null)
        {
            throw new PluginOptionException("ssl_verification_mode", "a server checks clients as ssl_client_authentication says");
        }
    }
}
