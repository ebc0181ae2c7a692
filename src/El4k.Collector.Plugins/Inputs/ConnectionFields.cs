using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>The names of the fields that <c>tcp</c> sets.</summary>
internal sealed class ConnectionFields(EcsCompatibility mode)
{
    /// <summary>The sender's name, which is its address, as names are not looked up.</summary>
    public FieldReference Host { get; } = mode.Field("host", "[@metadata][input][tcp][source][name]");

    /// <summary>The sender's address.</summary>
    public FieldReference? Address { get; } = mode.OptionalField(null, "[@metadata][input][tcp][source][ip]");

    /// <summary>The sender's port.</summary>
    public FieldReference Port { get; } = mode.Field("port", "[@metadata][input][tcp][source][port]");

    /// <summary>The address that the sender connected to, where a proxy stands between.</summary>
    public FieldReference ProxyHost { get; } = mode.Field("proxy_host", "[@metadata][input][tcp][proxy][ip]");

    /// <summary>The port that the sender connected to, where a proxy stands between.</summary>
    public FieldReference ProxyPort { get; } = mode.Field("proxy_port", "[@metadata][input][tcp][proxy][port]");

    /// <summary>The subject of the certificate that the other side showed.</summary>
    public FieldReference Subject { get; } = mode.Field("sslsubject", "[@metadata][input][tcp][tls][client][subject]");
}
