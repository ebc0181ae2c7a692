using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>Sends single requests. Safe for all threads.</summary>
internal sealed class HttpSender : IDisposable
{
    private const int ExcerptChars = 500;
    private const int MaxRedirects = 5;

    // Names are looked up again this often, so that a server that has moved is found.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly HttpOutputOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;
    private readonly HttpMethod _method;
    private readonly string _contentType;
    private readonly EventHeaders _headers;
    private readonly AuthenticationHeaderValue? _authorization;

    /// <exception cref="PluginOptionException">The proxy, a header, or a file of TLS, is wrong.</exception>
    public HttpSender(HttpOutputOptions options, string contentType, PluginContext context)
    {
        _options = options;
        _contentType = contentType;
        _clock = context.Clock;
        _headers = new EventHeaders(options, context);
        _method = new HttpMethod(options.HttpMethod.ToString().ToUpperInvariant());
        var proxy = HttpProxy.From(options.Proxy);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(options.ConnectTimeout),
            MaxConnectionsPerServer = options.PoolMaxPerRoute,
            PooledConnectionLifetime = ConnectionLifetime,

            // .NET's own way makes a GET without a body of a POST: an event would be lost by an answer of 200.
            AllowAutoRedirect = false,
            UseCookies = options.Cookies,
            UseProxy = proxy is not null,
            Proxy = proxy,
        };

        // The handler itself names the server that is spoken to.
        handler.SslOptions = new TlsClient(options, "", context).CreateOptions();

        // A field may have any letters; refused by the client, they would look like a server that is away, and be waited for without end.
        handler.RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8;
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("el4k");
        _client.DefaultRequestHeaders.ConnectionClose = options.KeepAlive ? null : true;
        _authorization = options.User is null ? null : Basic($"{options.User}:{options.Password}");
    }

    /// <summary>Sends one request and reads what matters of the answer.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="source">The event that headers take their values from.</param>
    /// <param name="body">The body.</param>
    /// <param name="cancellation">Asks to give up.</param>
    public async Task<HttpResult> SendAsync(Uri target, Event source, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Math.Min(_options.SocketTimeout, _options.RequestTimeout)), _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var response = await FollowAsync(target, source, body, either.Token).ConfigureAwait(false);
            limit.CancelAfter(TimeSpan.FromSeconds(_options.RequestTimeout));
            var text = await ReadBeginningAsync(response.Content, either.Token).ConfigureAwait(false);
            var reason = string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase}{(text.Length > 0 ? ": " + text : "")}");
            return new HttpResult((int)response.StatusCode, reason, RetryAfter(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new HttpResult(0, "no answer in time (socket_timeout, request_timeout)", null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new HttpResult(0, failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // Sends to the address that an answer names, with the method and the body as they were.
    private async Task<HttpResponseMessage> FollowAsync(Uri target, Event source, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var current = target;
        for (var redirects = 0; ; redirects++)
        {
            // Another server must not learn passwords, which headers may hold under any name.
            var isSameServer = current.Host == target.Host && current.Scheme == target.Scheme && current.Port == target.Port;
            using var request = CreateRequest(current, body);
            if (isSameServer)
            {
                _headers.AddTo(request, source);
                if (!request.Headers.NonValidated.Contains("Authorization"))
                {
                    request.Headers.Authorization = _authorization ?? OfUrl(target);
                }
            }

            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            var isRedirect = (int)response.StatusCode is 301 or 302 or 307 or 308;
            if (!_options.FollowRedirects || redirects == MaxRedirects || !isRedirect || response.Headers.Location is not { } location
                || !HttpTarget.TryParse(new Uri(current, location).ToString(), out var next))
            {
                return response;
            }

            response.Dispose();
            current = next;
        }
    }

    // http://user:password@host/
    private static AuthenticationHeaderValue? OfUrl(Uri target) => target.UserInfo.Length == 0 ? null : Basic(Uri.UnescapeDataString(target.UserInfo));

    private static AuthenticationHeaderValue Basic(string userAndPassword) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword)));

    private HttpRequestMessage CreateRequest(Uri target, ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(_method, target) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", _contentType);
        if (_options.HttpCompression)
        {
            request.Content.Headers.ContentEncoding.Add("gzip");
        }

        return request;
    }

    // A server may say much; the first lines tell what is wrong. What is left is not worth keeping the connection for.
    private static async Task<string> ReadBeginningAsync(HttpContent content, CancellationToken cancellation)
    {
        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var beginning = new byte[8 * 1024];
            var length = await stream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            var text = Encoding.UTF8.GetString(beginning, 0, length).Trim();
            return text.Length > ExcerptChars ? text[..ExcerptChars] : text;
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - _clock.GetUtcNow() : null);
}
