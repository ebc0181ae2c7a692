using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace El4k.Testing.Aws;

/// <summary>Stands before a service on loopback: refuses what is not signed rightly, notes what passes, and does harm when told to.</summary>
public sealed class SignedProxy : IAsyncDisposable
{
    private static readonly HashSet<string> _notForwarded = new(StringComparer.OrdinalIgnoreCase) { "host", "content-length", "connection", "transfer-encoding" };

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _connections = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Uri _service;
    private readonly SignatureCheck _check;
    private readonly Task _accepting;
    private int _open;

    /// <param name="service">Where requests go whose signature is right.</param>
    public SignedProxy(Uri service, SignatureCheck check)
    {
        _service = service;
        _check = check;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients send to.</summary>
    public Uri Address { get; }

    /// <summary>All requests that came, also those that were refused.</summary>
    public ConcurrentQueue<ProxiedRequest> Requests { get; } = new();

    /// <summary>Why requests were refused for their signature.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>Asked for each request what to do to it; null or a null answer lets it pass.</summary>
    public Func<ProxiedRequest, ProxyFault?>? Fault { get; set; }

    /// <summary>The time that answers say in <c>Date</c>.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>How many requests are not answered yet: also polls whose client has gone, until the service knows it.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>How many requests of this action came.</summary>
    public int Count(string action) => Requests.Count(request => request.Action == action);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
        }

        await _accepting;
        _http.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptSocketAsync();
                _connections[connection] = true;
                _ = ServeAsync(connection);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            var wire = new HttpWire(stream);
            while (await wire.ReadAsync() is { } request)
            {
                Requests.Enqueue(request);
                Interlocked.Increment(ref _open);
                try
                {
                    if (!await ServeAsync(wire, request, connection))
                    {
                        return;
                    }
                }
                finally
                {
                    Interlocked.Decrement(ref _open);
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or HttpRequestException or OperationCanceledException)
        {
            // The client or the service went away; the client sees a cut connection.
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }

    // False cuts the connection.
    private async Task<bool> ServeAsync(HttpWire wire, ProxiedRequest request, Socket connection)
    {
        var fault = Fault?.Invoke(request) ?? new ProxyFault();
        await fault.Delay;
        if (fault.CutsBefore)
        {
            return false;
        }

        var (status, type, body) = fault.Status != 0 ? (fault.Status, "application/json", Encoding.UTF8.GetBytes(fault.Body)) : await AskAsync(request, connection);
        if (fault.CutsAfter)
        {
            return false;
        }

        await wire.AnswerAsync(status, type, body, Clock.GetUtcNow(), request.Method == "HEAD");
        return true;
    }

    private async Task<(int Status, string Type, byte[] Body)> AskAsync(ProxiedRequest request, Socket connection)
    {
        if (_check.Refusal(request.Method, request.Target, request.Headers, request.Body) is { } refusal)
        {
            Refusals.Enqueue($"{request.Method} {request.Target} {request.Action}: {refusal}");
            return (403, "application/json", Encoding.UTF8.GetBytes($$"""{"__type":"com.amazon.coral.service#InvalidSignatureException","message":"{{refusal}}"}"""));
        }

        using var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_service, request.Target)) { Content = new ByteArrayContent(request.Body) };
        foreach (var (name, value) in request.Headers.Where(header => !_notForwarded.Contains(header.Key)))
        {
            if (!forwarded.Headers.TryAddWithoutValidation(name, value))
            {
                forwarded.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var gone = new CancellationTokenSource();
        var asking = _http.SendAsync(forwarded, gone.Token);
        while (await Task.WhenAny(asking, Task.Delay(20)) != asking)
        {
            if (connection.Poll(0, SelectMode.SelectRead) && connection.Available == 0)
            {
                // A poll that nobody waits for any more must not take messages out of the queue.
                await gone.CancelAsync();
            }
        }

        using var answer = await asking;
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString() ?? "application/json", await answer.Content.ReadAsByteArrayAsync());
    }
}
