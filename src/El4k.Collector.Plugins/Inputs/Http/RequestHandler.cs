using System.Globalization;
using System.IO.Compression;
using System.Text;
using El4k.Collector.Events;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>Takes the events of one request after the other and answers when they are delivered. Safe for all threads.</summary>
internal sealed class RequestHandler
{
    // Bodies of requests that are read at the same time; a single one of the longest always has room.
    private const long LeastBodyMemory = 512L << 20;

    private const int RetrySeconds = 1;

    private readonly HttpInputOptions _options;
    private readonly RequestFields _fields;
    private readonly PluginContext _plugin;
    private readonly InputContext _input;
    private readonly IReadOnlyDictionary<string, ICodec> _codecs;
    private readonly BasicAuthentication? _authentication;
    private readonly BodyMemory _memory;
    private readonly TimeSpan _patience;
    private int _pending;
    private volatile bool _isStopping;
    private volatile bool _isRetired;

    /// <param name="options">The input's options.</param>
    /// <param name="codecs">Codecs by content type.</param>
    /// <param name="input">Where events go.</param>
    /// <param name="plugin">The input it belongs to.</param>
    public RequestHandler(HttpInputOptions options, IReadOnlyDictionary<string, ICodec> codecs, InputContext input, PluginContext plugin)
    {
        _options = options;
        _fields = new RequestFields(options, plugin.EcsCompatibility);
        _codecs = codecs;
        _input = input;
        _plugin = plugin;
        _authentication = options.User is { } user ? new BasicAuthentication(user, options.Password!) : null;
        _memory = new BodyMemory(Math.Max(LeastBodyMemory, 4 * options.MaxContentLength.Bytes));
        _patience = TimeSpan.FromSeconds(options.AcknowledgementTimeout);
    }

    /// <summary>From now on new requests are turned away; those under way are answered when their events are dealt with.</summary>
    public void Stop() => _isStopping = true;

    /// <summary>From now on each answer asks the sender to open another connection, which the successor gets.</summary>
    public void Retire() => _isRetired = true;

    /// <summary>Handles one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        HttpReply reply;
        try
        {
            reply = await ReplyAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException broken)
        {
            reply = new HttpReply(broken.StatusCode, broken.Message);
        }
        catch (InvalidDataException)
        {
            reply = new HttpReply(StatusCodes.Status400BadRequest, "the body is not what its Content-Encoding says");
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            _plugin.Log.Debug($"A request from {context.Connection.RemoteIpAddress} was given up by its sender.");
            return;
        }

        if (_isRetired)
        {
            AskForAnotherConnection(context);
        }

        await AnswerAsync(context.Response, reply).ConfigureAwait(false);
    }

    // Not before the answer: a connection that is closed while a request is on its way would cost that request.
    private static void AskForAnotherConnection(HttpContext context)
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
        else
        {
            context.Response.Headers.Connection = "close";
        }
    }

    private async Task<HttpReply> ReplyAsync(HttpContext context)
    {
        _plugin.Counters.Add("requests", 1);
        if (_isStopping)
        {
            return new HttpReply(StatusCodes.Status503ServiceUnavailable, "stopping", RetrySeconds);
        }

        if (_authentication is not null && !_authentication.IsGood(context.Request.Headers.Authorization))
        {
            _plugin.Counters.Add("unauthorized", 1);
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"el4k\"";
            return new HttpReply(StatusCodes.Status401Unauthorized, "unauthorized");
        }

        try
        {
            return Interlocked.Increment(ref _pending) > _options.MaxPendingRequests ? Busy("too many requests are under way") : await TakeAsync(context).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    private async Task<HttpReply> TakeAsync(HttpContext context)
    {
        EventBatch batch;
        using (var body = new RequestBody(_memory, _options.MaxContentLength.Bytes))
        {
            if (Inflate(context.Request) is not { } stream)
            {
                return new HttpReply(StatusCodes.Status415UnsupportedMediaType, "of Content-Encoding there are gzip and deflate");
            }

            await using (stream.ConfigureAwait(false))
            {
                switch (await body.ReadAsync(stream, context.RequestAborted).ConfigureAwait(false))
                {
                    case BodyResult.TooLong:
                        return new HttpReply(StatusCodes.Status413PayloadTooLarge, string.Create(CultureInfo.InvariantCulture, $"the body is longer than max_content_length ({_options.MaxContentLength.Bytes} bytes)"));
                    case BodyResult.NoMemory:
                        return Busy("the bodies of other requests take all memory there is for them");
                }
            }

            batch = Decode(body.Span, context);
        }

        return await PublishAsync(batch).ConfigureAwait(false);
    }

    private static Stream? Inflate(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => request.Body,
        "gzip" or "x-gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
        _ => null,
    };

    private EventBatch Decode(ReadOnlySpan<byte> body, HttpContext context)
    {
        var batch = _input.RentBatch();
        var codec = CodecFor(context.Request.ContentType);
        try
        {
            codec.Decode(body, batch);
            codec.Flush(batch);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A broken codec costs the request its fields, not its bytes.
            _plugin.Log.Error("The codec failed; the body is kept as an event tagged _codecfailure.", failure);
            batch.AddFailure(body, "_codecfailure");
        }

        _fields.AddAll(batch, context);
        return batch;
    }

    private ICodec CodecFor(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Value is { } name && _codecs.TryGetValue(name, out var codec)
            ? codec.Clone()
            : _input.CreateCodec();

    // All events of a request are one batch: either all of them get in, or the sender is asked to come again with all of them.
    private async Task<HttpReply> PublishAsync(EventBatch batch)
    {
        var ended = new TaskCompletionSource<BatchOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        batch.OnCompleted(static (outcome, state) => ((TaskCompletionSource<BatchOutcome>)state!).TrySetResult(outcome), ended);
        using var patience = new CancellationTokenSource(_patience, _plugin.Clock);
        try
        {
            if (batch.IsFull)
            {
                // There is seldom room at once for so much: it stands in line, as other inputs do.
                await _input.PublishAsync(batch, patience.Token).ConfigureAwait(false);
            }
            else if (!_input.TryPublish(batch))
            {
                return _isStopping ? Abandoned() : Busy("the queue is full");
            }

            return await ended.Task.WaitAsync(patience.Token).ConfigureAwait(false) == BatchOutcome.Delivered
                ? new HttpReply(_options.ResponseCode, "ok")
                : Abandoned();
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            _plugin.Counters.Add("unacknowledged", 1);
            return new HttpReply(
                StatusCodes.Status503ServiceUnavailable,
                string.Create(CultureInfo.InvariantCulture, $"the events were not delivered within acknowledgement_timeout ({_patience.TotalSeconds} s); send them again"),
                RetrySeconds);
        }
        catch (OperationCanceledException)
        {
            return Abandoned();
        }
    }

    private HttpReply Busy(string why)
    {
        _plugin.Counters.Add("busy", 1);
        return new HttpReply(StatusCodes.Status429TooManyRequests, why, RetrySeconds);
    }

    private static HttpReply Abandoned() => new(StatusCodes.Status503ServiceUnavailable, "the collector stopped before the events were delivered; send them again", RetrySeconds);

    private async Task AnswerAsync(HttpResponse response, HttpReply reply)
    {
        response.StatusCode = reply.Status;
        foreach (var (name, value) in _options.ResponseHeaders)
        {
            response.Headers[name] = value;
        }

        if (reply.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (reply.Status != StatusCodes.Status204NoContent)
        {
            var text = Encoding.UTF8.GetBytes(reply.Text);
            response.ContentLength = text.Length;
            await response.Body.WriteAsync(text).ConfigureAwait(false);
        }
    }
}
