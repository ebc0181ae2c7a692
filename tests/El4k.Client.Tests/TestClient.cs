using System.Net;
using System.Text;
using El4k.Client.Configuration;
using El4k.Testing;

namespace El4k.Client.Tests;

/// <summary>A client that sends to a stub, and what it writes to standard error.</summary>
internal sealed class TestClient : IDisposable
{
    private readonly MemoryStream _standardError = new();

    public TestClient(
        CollectorStub? collector = null,
        Action<El4kClientOptions>? configure = null,
        TimeProvider? time = null,
        Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null,
        Stream? standardError = null)
    {
        var options = new El4kClientOptions { Service = "reports", Environment = "test", Instance = "i-1", FlushTimeout = TimeSpan.FromSeconds(5) };
        if (collector is not null)
        {
            options.TcpPort = collector.TcpPort;
            options.UdpPort = collector.UdpPort;
        }

        configure?.Invoke(options);
        Client = new El4kClient(options, new ClientPlatform
        {
            Time = time ?? TimeProvider.System,
            OpenStandardError = () => standardError ?? Stream.Synchronized(_standardError),
            LookUp = lookUp ?? ((_, _) => throw new InvalidOperationException("An address needs no look-up.")),
            ReadVariable = _ => null,
        });
    }

    public El4kClient Client { get; }

    /// <summary>What was written to standard error so far.</summary>
    public string StandardError => Encoding.UTF8.GetString(_standardError.ToArray());

    /// <summary>The log records among it.</summary>
    public IReadOnlyList<string> Spilled => [.. StandardError.Split('\n').Where(line => line.StartsWith('{'))];

    public static implicit operator El4kClient(TestClient client) => client.Client;

    public void Dispose() => Client.Dispose();
}
