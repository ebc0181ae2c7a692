using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>A server on a real socket that speaks enough of HTTP and <c>_bulk</c> to answer as a test tells it to.</summary>
internal sealed class FakeBulkServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Socket> _connections = [];
    private readonly SslServerAuthenticationOptions? _tls;
    private int _isDisposed;

    /// <param name="tls">The server's side of TLS; null for plain connections.</param>
    /// <param name="port">0 for a free one; a port given before to come back at the same address.</param>
    public FakeBulkServer(int port = 0, SslServerAuthenticationOptions? tls = null)
    {
        _tls = tls;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>What to answer to the next bulk requests, in this order; after them every item is created.</summary>
    public ConcurrentQueue<Func<FakeRequest, FakeReply>> Replies { get; } = new();

    /// <summary>Answers what is no bulk request; a null answer, and none at all, is that of a server that has everything.</summary>
    public Func<FakeRequest, FakeReply?>? Others { get; set; }

    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    public IEnumerable<FakeRequest> Bulks => Requests.Where(request => request.IsBulk);

    /// <summary>Answers the next bulk request with a status of its own.</summary>
    public void ReplyOnce(int status, string body = """{"error":{"type":"test","reason":"told to"},"status":0}""") =>
        Replies.Enqueue(_ => new FakeReply(status, body));

    /// <summary>Answers the next bulk request item by item.</summary>
    public void ReplyItemsOnce(Func<FakeAction, int> status) =>
        Replies.Enqueue(request => FakeReply.Items(request.Actions.Select(action => (action.Name, status(action)))));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        _stop.Cancel();
        _listener.Stop();
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptSocketAsync(_stop.Token);
                _connections.Add(connection);
                _ = ServeAsync(new NetworkStream(connection, ownsSocket: true));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(NetworkStream plain)
    {
        try
        {
            Stream stream = _tls is null ? plain : new SslStream(plain);
            await using (stream)
            {
                if (stream is SslStream secured)
                {
                    await secured.AuthenticateAsServerAsync(_tls!, _stop.Token);
                }

                while (await ReadRequestAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    var reply = Answer(request);
                    var body = Encoding.UTF8.GetBytes(reply.Body);
                    var head = $"HTTP/1.1 {reply.Status} Test\r\nX-elastic-product: Elasticsearch\r\ncontent-type: application/json\r\ncontent-length: {body.Length}\r\n{reply.Headers}\r\n";
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
                    if (request.Method != "HEAD")
                    {
                        await stream.WriteAsync(body);
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or AuthenticationException or OperationCanceledException)
        {
            // The client went away, or does not trust the server, or the test is over.
        }
    }

    private FakeReply Answer(FakeRequest request)
    {
        if (!request.IsBulk)
        {
            return Others?.Invoke(request) ?? new FakeReply(200, """{"version":{"number":"8.15.0","build_flavor":"default"},"tagline":"You Know, for Search"}""");
        }

        return Replies.TryDequeue(out var reply)
            ? reply(request)
            : FakeReply.Items(request.Actions.Select(action => (action.Name, 201)));
    }

    private static async Task<FakeRequest?> ReadRequestAsync(Stream stream)
    {
        var requestLine = await ReadLineAsync(stream);
        if (requestLine is null)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(stream) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var body = headers.TryGetValue("content-length", out var length) ? new byte[int.Parse(length)] : [];
        await stream.ReadExactlyAsync(body);
        if (headers.GetValueOrDefault("transfer-encoding") == "chunked")
        {
            body = await ReadChunksAsync(stream);
        }

        if (headers.GetValueOrDefault("content-encoding") == "gzip")
        {
            using var unpacked = new MemoryStream();
            await using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
            await gzip.CopyToAsync(unpacked);
            body = unpacked.ToArray();
        }

        var parts = requestLine.Split(' ');
        return new FakeRequest(parts[0], parts[1], headers, body);
    }

    private static async Task<byte[]> ReadChunksAsync(Stream stream)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var chunk = new byte[Convert.ToInt32(await ReadLineAsync(stream), 16)];
            await stream.ReadExactlyAsync(chunk);
            body.Write(chunk);
            await ReadLineAsync(stream);
            if (chunk.Length == 0)
            {
                return body.ToArray();
            }
        }
    }

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }
}
