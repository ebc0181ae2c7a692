using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using El4k.Aws.Signing;

namespace El4k.Aws.Sqs;

/// <summary>Sends one action of the JSON 1.0 protocol, signed, and again when that makes sense. Safe for all threads.</summary>
internal sealed class SqsConnection : IDisposable
{
    private const int MessageLimit = 300;

    // Quotes and letters beyond ASCII stay as they are: escaped, a body would take several times its bytes.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SqsClientOptions _options;
    private readonly RequestSigner _signer;
    private readonly HttpClient _http;
    private readonly Uri? _override;

    public SqsConnection(SqsClientOptions options)
    {
        _options = options;
        _signer = new RequestSigner(options.Credentials, options.Region, "sqs", options.Time);
        _override = SqsEndpoint.Override(options.Endpoint, options.Environment);
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        if (options.Proxy is { } proxy)
        {
            sockets.Proxy = proxy;
        }

        _http = new HttpClient(sockets) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends one action.</summary>
    /// <param name="action">Its name, such as <c>ReceiveMessage</c>.</param>
    /// <param name="queueUrl">The queue it is about; null for none.</param>
    /// <param name="wait">How long the service was asked to wait before it answers.</param>
    /// <param name="members">Writes the members of the request besides <c>QueueUrl</c>.</param>
    /// <exception cref="SqsException">The answer is an error, or there is none.</exception>
    public async Task<JsonDocument> CallAsync(string action, string? queueUrl, TimeSpan wait, Action<Utf8JsonWriter> members, CancellationToken cancellation)
    {
        var body = Encode(queueUrl, members);
        var address = _override ?? (queueUrl is null ? SqsEndpoint.OfRegion(_options.Region) : new Uri(new Uri(queueUrl), "/"));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(action, address, body, wait, cancellation).ConfigureAwait(false);
            }
            catch (SqsException failure) when (failure.IsTransient && attempt < _options.MaxAttempts)
            {
                var longest = _options.RetryDelay * Math.Pow(2, attempt - 1);
                await Task.Delay(longest * _options.Random.NextDouble(), _options.Time, cancellation).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static ReadOnlyMemory<byte> Encode(string? queueUrl, Action<Utf8JsonWriter> members)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(body, Compact);
        json.WriteStartObject();
        if (queueUrl is not null)
        {
            json.WriteString("QueueUrl", queueUrl);
        }

        members(json);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private async Task<JsonDocument> TryAsync(string action, Uri address, ReadOnlyMemory<byte> body, TimeSpan wait, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "AmazonSQS." + action);
        await _signer.SignAsync(request, body, cancellation).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(wait + _options.RequestTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? Parse(action, answer) : throw Failure(action, response, answer);
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            throw new SqsException(action, 0, "", $"{address.GetLeftPart(UriPartial.Authority)} cannot be reached: {away.Message}", isTransient: true, away);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            var seconds = (wait + _options.RequestTimeout).TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            throw new SqsException(action, 0, "", $"{address.GetLeftPart(UriPartial.Authority)} gave no answer within {seconds} s", isTransient: true, late);
        }
    }

    private static JsonDocument Parse(string action, byte[] answer)
    {
        try
        {
            // Some actions have nothing to say.
            return JsonDocument.Parse(answer.Length == 0 ? "{}"u8.ToArray() : answer);
        }
        catch (JsonException broken)
        {
            throw new SqsException(action, 0, "", $"the answer is not JSON: {broken.Message}", isTransient: true, broken);
        }
    }

    private SqsException Failure(string action, HttpResponseMessage response, byte[] answer)
    {
        var status = (int)response.StatusCode;
        var (code, message) = Explain(answer);
        var isSkewed = (status is 403 || code is "RequestTimeTooSkewed" or "InvalidSignatureException" or "SignatureDoesNotMatch")
            && response.Headers.Date is { } date && _signer.FollowClock(date);
        if (isSkewed)
        {
            var seconds = _signer.ClockSkew.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            message += $" (this machine's clock differs from the service's by {seconds} s; the next signature follows the service's)";
        }

        var isTransient = isSkewed || status >= 500 || status == 429 || code.Contains("Throttl", StringComparison.Ordinal) || code is "RequestLimitExceeded" or "TooManyRequestsException" or "OverLimit";
        return new SqsException(action, status, code, message, isTransient);
    }

    private static (string Code, string Message) Explain(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var error = document.RootElement;
            if (error.ValueKind == JsonValueKind.Object)
            {
                // "com.amazonaws.sqs#QueueDoesNotExist"
                var code = error.TryGetProperty("__type", out var type) ? type.ToString() : "";
                var message = error.TryGetProperty("message", out var lower) ? lower.ToString() : error.TryGetProperty("Message", out var upper) ? upper.ToString() : "";
                return (code[(code.IndexOf('#', StringComparison.Ordinal) + 1)..], message);
            }
        }
        catch (JsonException)
        {
            // A proxy's page: its text is all there is to say.
        }

        var text = Encoding.UTF8.GetString(answer.AsSpan(0, Math.Min(answer.Length, MessageLimit))).Trim();
        return ("", text.Length == 0 ? "no reason given" : text);
    }
}
