using System.Net;
using System.Net.Sockets;
using System.Text;

namespace El4k.Benchmarks.EndToEnd;

/// <summary>An Elasticsearch that only counts: answers every bulk with one success per item.</summary>
internal sealed class CountingSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private long _documents;

    public CountingSink()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Documents received since the start.</summary>
    public long Documents => Interlocked.Read(ref _documents);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            var buffer = new byte[1 << 20];
            var filled = 0;
            try
            {
                while (true)
                {
                    int head;
                    while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
                    {
                        var read = await stream.ReadAsync(buffer.AsMemory(filled), _stop.Token);
                        if (read == 0)
                        {
                            return;
                        }

                        filled += read;
                    }

                    var header = Encoding.ASCII.GetString(buffer, 0, head);
                    var length = ContentLength(header);
                    var rest = buffer.AsMemory(head + 4, filled - head - 4);
                    long lines = 0;
                    bool? isOwn = null;
                    while (true)
                    {
                        var part = rest[..(int)Math.Min(rest.Length, length)];
                        lines += part.Span.Count((byte)'\n');
                        isOwn ??= part.Length == 0 ? null : part.Span[..Math.Min(part.Length, 64)].IndexOf("el4k-ingest"u8) >= 0;
                        length -= part.Length;
                        if (length == 0)
                        {
                            rest[part.Length..].CopyTo(buffer);
                            filled = rest.Length - part.Length;
                            break;
                        }

                        rest = buffer.AsMemory(0, await stream.ReadAsync(buffer, _stop.Token));
                        if (rest.Length == 0)
                        {
                            return;
                        }
                    }

                    await stream.WriteAsync(Answer(header, lines / 2), _stop.Token);
                    Interlocked.Add(ref _documents, header.Contains("_bulk", StringComparison.Ordinal) && isOwn == false ? lines / 2 : 0);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The collector has ended or the run is over.
            }
        }
    }

    private static long ContentLength(string header)
    {
        const string Name = "content-length:";
        var at = header.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : long.Parse(header.AsSpan(at + Name.Length).ToString().Split('\r')[0]);
    }

    private static byte[] Answer(string header, long items)
    {
        var body = header.StartsWith("POST /_bulk", StringComparison.Ordinal)
            ? "{\"took\":1,\"errors\":false,\"items\":[" + string.Join(',', Enumerable.Repeat("{\"index\":{\"status\":201}}", (int)items)) + "]}"
            : "{\"version\":{\"number\":\"8.19.0\",\"build_flavor\":\"default\"},\"tagline\":\"You Know, for Search\"}";
        return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Elastic-Product: Elasticsearch\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
