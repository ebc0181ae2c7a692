using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace El4k.Testing.Aws;

/// <summary>Reads requests and writes answers of HTTP/1.1 on a connection, plainly, so that a test may also break one off.</summary>
internal sealed class HttpWire(NetworkStream stream)
{
    /// <summary>The next request; null when the client closed the connection.</summary>
    public async Task<ProxiedRequest?> ReadAsync()
    {
        if (await ReadLineAsync() is not { Length: > 0 } first)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }

        var body = headers.TryGetValue("content-length", out var length) ? new byte[int.Parse(length, CultureInfo.InvariantCulture)] : [];
        await stream.ReadExactlyAsync(body);
        if (headers.GetValueOrDefault("transfer-encoding") == "chunked")
        {
            body = await ReadChunksAsync();
        }

        var parts = first.Split(' ');
        return new ProxiedRequest(parts[0], parts[1], headers, body);
    }

    /// <summary>Answers the request read last.</summary>
    /// <param name="isHead">Whether the body is left out.</param>
    public async Task AnswerAsync(int status, string type, byte[] body, DateTimeOffset date, bool isHead)
    {
        var head = $"HTTP/1.1 {status} Test\r\nDate: {date:R}\r\nX-elastic-product: Elasticsearch\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n";
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. isHead ? [] : body]);
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        using var body = new MemoryStream();
        while (true)
        {
            var chunk = new byte[Convert.ToInt32(await ReadLineAsync(), 16)];
            await stream.ReadExactlyAsync(chunk);
            await body.WriteAsync(chunk);
            await ReadLineAsync();
            if (chunk.Length == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.ASCII.GetString(line.ToArray()).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }
}
