using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using El4k.Elasticsearch.Bulk;
using El4k.Elasticsearch.Hosts;
using El4k.Elasticsearch.Http;

namespace El4k.Elasticsearch;

/// <summary>Speaks the Elasticsearch protocol to one store, which may have several hosts.</summary>
/// <remarks>
/// Every method may be called from many threads. A host that gives no answer is passed over for a while and the request goes to the next one,
/// so a request may reach the store twice; nothing else is retried. Index names may be patterns (<c>logstash-*</c>) or comma-separated lists where the protocol takes them.
/// All methods throw <see cref="ElasticsearchUnreachableException"/> when no host answers and, but for the bulk methods,
/// <see cref="ElasticsearchResponseException"/> when the answer is an error.
/// </remarks>
public sealed class ElasticsearchClient : IDisposable
{
    /// <summary>What a bulk answer must hold for <see cref="BulkResponse"/>: asking for less would leave refusals unseen.</summary>
    public const string BulkFilterPath = "errors,items.*.error,items.*.status";

    private readonly HttpClient _http;
    private readonly HostPool _hosts;
    private readonly ElasticsearchClientOptions _options;

    /// <exception cref="ArgumentException">An address is not http or https, there is none, or two ways of authentication are given.</exception>
    public ElasticsearchClient(ElasticsearchClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.User is not null && options.ApiKey is not null)
        {
            throw new ArgumentException("Give a user and password or an API key, not both.", nameof(options));
        }

        var authorization = options.ApiKey is { } key ? new AuthenticationHeaderValue("ApiKey", key)
            : options.User is { } user ? Host.Basic($"{user}:{options.Password}") : null;
        _options = options;
        _hosts = new HostPool(options.Hosts.Select(uri => new Host(uri, authorization)), options.HostPause, options.TimeProvider);
        Address = new Host(options.Hosts[0], null).Address;
        _http = new HttpClient(options.Handler ?? DefaultHandler(), disposeHandler: options.Handler is null) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("el4k", typeof(ElasticsearchClient).Assembly.GetName().Version?.ToString(3)));
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in options.Headers)
        {
            _http.DefaultRequestHeaders.Remove(name);
            _http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>The first host's address without its user, fit for messages.</summary>
    public Uri Address { get; }

    /// <summary>Sends one bulk body.</summary>
    /// <param name="body">Newline-delimited JSON, ended by a newline; must not change until the task is over.</param>
    /// <param name="filterPath">What the store shall answer; null for everything.</param>
    /// <param name="cancellationToken">Breaks the request off; the store may have carried it out.</param>
    /// <returns>Also for an answer that is an error: the caller decides what to send again.</returns>
    public async Task<BulkResponse> BulkAsync(ReadOnlySequence<byte> body, string? filterPath = BulkFilterPath, CancellationToken cancellationToken = default)
    {
        var bulk = _options.BulkPath ?? "/_bulk";
        var path = filterPath is null ? bulk : bulk + "?filter_path=" + Uri.EscapeDataString(filterPath);
        using var response = await SendAsync(
            HttpMethod.Post, path, () => new SequenceContent(body, "application/x-ndjson", _options.CompressBulk, _options.BulkCompression), cancellationToken, _options.BulkPath is not null).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        if (response.IsSuccess)
        {
            try
            {
                return BulkResponseParser.Parse(status, response.Body.Span);
            }
            catch (JsonException broken)
            {
                throw new ElasticsearchUnreachableException("The answer to a bulk request could not be read: " + broken.Message, timedOut: false, broken);
            }
        }

        return new BulkResponse
        {
            Status = status,
            ItemCount = 0,
            Failures = [],
            Error = ErrorBody.Parse(status, response.Body.Span).Reason,
            RetryAfter = response.RetryAfter,
        };
    }

    /// <inheritdoc cref="BulkAsync(ReadOnlySequence{byte}, string?, CancellationToken)"/>
    public Task<BulkResponse> BulkAsync(ReadOnlyMemory<byte> body, string? filterPath = BulkFilterPath, CancellationToken cancellationToken = default) =>
        BulkAsync(new ReadOnlySequence<byte>(body), filterPath, cancellationToken);

    /// <summary>Runs a search.</summary>
    /// <param name="index">Index, list or pattern; a pattern that matches nothing gives an empty result.</param>
    /// <param name="body">The JSON of the request.</param>
    /// <param name="cancellationToken">Closes the connection, on which the store gives up the search.</param>
    /// <returns>The whole answer; the caller disposes it.</returns>
    public Task<JsonDocument> SearchAsync(string index, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        RequestAsync(HttpMethod.Post, $"/{Segment(index)}/_search?ignore_unavailable=true&allow_no_indices=true", body, cancellationToken);

    /// <summary>The mapping of each index that matches, as the store writes it; the caller disposes it.</summary>
    public Task<JsonDocument> GetMappingAsync(string index, CancellationToken cancellationToken = default) =>
        RequestAsync(HttpMethod.Get, $"/{Segment(index)}/_mapping?ignore_unavailable=true&allow_no_indices=true", null, cancellationToken);

    /// <summary>One document with its <c>_source</c>, or null when there is none; the caller disposes it.</summary>
    /// <exception cref="ElasticsearchResponseException">Also when the index does not exist.</exception>
    public async Task<JsonDocument?> GetDocumentAsync(string index, string id, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Get, $"/{Segment(index)}/_doc/{Uri.EscapeDataString(id)}", null, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound && response.Body.Span.IndexOf("\"error\""u8) < 0)
        {
            return null;
        }

        return Parse(response);
    }

    /// <summary>The indices that match, sorted by name.</summary>
    public async Task<IReadOnlyList<IndexSummary>> ListIndicesAsync(string pattern = "*", CancellationToken cancellationToken = default)
    {
        using var answer = await RequestAsync(
            HttpMethod.Get, $"/_cat/indices/{Segment(pattern)}?format=json&bytes=b", null, cancellationToken).ConfigureAwait(false);
        return [.. answer.RootElement.EnumerateArray()
            .Select(line => new IndexSummary(Text(line, "index"), Text(line, "health"), Whole(line, "docs.count"), Whole(line, "store.size")))
            .OrderBy(index => index.Name, StringComparer.Ordinal)];
    }

    /// <summary>Asks who answers.</summary>
    public async Task<ServerInfo> GetInfoAsync(CancellationToken cancellationToken = default)
    {
        using var answer = await RequestAsync(HttpMethod.Get, "/", null, cancellationToken).ConfigureAwait(false);
        var root = answer.RootElement;
        var version = root.TryGetProperty("version", out var found) ? found : default;
        return new ServerInfo(Text(root, "name"), Text(version, "distribution") is { Length: > 0 } name ? name : "elasticsearch", Text(version, "number"));
    }

    /// <summary>The cluster's state: <c>green</c>, <c>yellow</c> or <c>red</c>.</summary>
    public async Task<string> GetHealthAsync(CancellationToken cancellationToken = default)
    {
        using var answer = await RequestAsync(HttpMethod.Get, "/_cluster/health", null, cancellationToken).ConfigureAwait(false);
        return Text(answer.RootElement, "status");
    }

    /// <summary>Any other request of the protocol.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="pathAndQuery">Begins with a slash and is percent-encoded already.</param>
    /// <param name="body">JSON, or null for none.</param>
    /// <param name="cancellationToken">Closes the connection.</param>
    /// <returns>The whole answer; the caller disposes it.</returns>
    public async Task<JsonDocument> RequestAsync(HttpMethod method, string pathAndQuery, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(
            method, pathAndQuery, body is { } bytes ? () => new SequenceContent(new ReadOnlySequence<byte>(bytes), "application/json", compress: false) : null, cancellationToken).ConfigureAwait(false);
        return Parse(response);
    }

    /// <summary>Asks by HEAD whether something is there.</summary>
    /// <param name="path">Begins with a slash and is percent-encoded already.</param>
    /// <exception cref="ElasticsearchResponseException">The answer is neither 200 nor 404.</exception>
    public async Task<bool> ExistsAsync(string path, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Head, path, null, cancellationToken).ConfigureAwait(false);
        return response.IsSuccess || (response.StatusCode == HttpStatusCode.NotFound ? false
            : throw new ElasticsearchResponseException(response.StatusCode, null, $"HEAD {path}"));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler DefaultHandler() => new()
    {
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

        // A host that does not even shake hands is given up long before a slow search would be, so that the next one is tried.
        ConnectTimeout = TimeSpan.FromSeconds(5),

        // A moved store is found again: a connection is not kept longer than this, and the name is asked for anew.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        UseCookies = false,
        AllowAutoRedirect = false,
    };

    private static JsonDocument Parse(Answer response)
    {
        if (!response.IsSuccess)
        {
            var (type, reason) = ErrorBody.Parse((int)response.StatusCode, response.Body.Span);
            throw new ElasticsearchResponseException(response.StatusCode, type, reason);
        }

        try
        {
            // The document keeps its bytes, so it cannot live in the rented buffer.
            return JsonDocument.Parse(response.Body.Span.ToArray());
        }
        catch (JsonException broken)
        {
            throw new ElasticsearchResponseException(response.StatusCode, null, "the body is not JSON: " + broken.Message);
        }
    }

    // Commas and asterisks are the protocol's own and stay readable; a slash would leave the segment.
    private static string Segment(string index) =>
        Uri.EscapeDataString(index).Replace("%2C", ",", StringComparison.Ordinal).Replace("%2A", "*", StringComparison.Ordinal);

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static long Whole(JsonElement element, string name) => long.TryParse(Text(element, name), out var value) ? value : 0;

    private async Task<Answer> SendAsync(HttpMethod method, string pathAndQuery, Func<HttpContent>? content, CancellationToken cancellationToken, bool isAbsolute = false)
    {
        var target = _options.Query.Length == 0 ? pathAndQuery : pathAndQuery + (pathAndQuery.Contains('?', StringComparison.Ordinal) ? '&' : '?') + _options.Query;
        Exception? last = null;
        var timedOut = false;
        var tried = new StringBuilder();
        foreach (var host in _hosts.InOrderOfTrial())
        {
            using var limit = new CancellationTokenSource(_options.RequestTimeout, _options.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            try
            {
                using var request = new HttpRequestMessage(method, isAbsolute ? host.ForAbsolute(target) : host.For(target)) { Content = content?.Invoke() };
                request.Headers.Authorization = host.Authorization;
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
                var body = await PooledBody.ReadAsync(response.Content, either.Token).ConfigureAwait(false);
                host.Resume();
                return new Answer(response, body);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException
                || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                _hosts.Failed(host);
                last = failure;
                timedOut = failure is OperationCanceledException;
                tried.Append(tried.Length == 0 ? "" : "; ").Append(host.Address.GetLeftPart(UriPartial.Path).TrimEnd('/')).Append(": ")
                    .Append(failure.InnerException is TimeoutException connecting ? connecting.Message
                        : timedOut ? $"no answer within {_options.RequestTimeout.TotalSeconds:0.#} s" : failure.Message);
            }
        }

        throw new ElasticsearchUnreachableException($"The store cannot be reached ({tried}).", timedOut, last);
    }
}
