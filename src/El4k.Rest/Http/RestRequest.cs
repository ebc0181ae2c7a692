using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using El4k.Store.Indices;
using El4k.Store.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace El4k.Rest.Http;

/// <summary>A request as endpoints see it: path values, checked query parameters, the body as bytes or JSON.</summary>
/// <remarks>Used by one thread; disposed after its handler, which ends the lifetime of <see cref="ReadJsonAsync"/>'s element.</remarks>
internal sealed class RestRequest(HttpContext context, RestOptions options) : IDisposable
{
    /// <summary>What a body of an unknown length starts with: most requests without one are short queries.</summary>
    private const long UndeclaredBuffer = 16 * 1024;

    /// <summary>A declared length costs its sender nothing, so no more than this is allocated before bytes arrive.</summary>
    private const long LargestFirstBuffer = 1024 * 1024;

    private static readonly string[] _commonParameters =
        ["pretty", "human", "error_trace", "filter_path", "format", "source", "source_content_type", "flat_settings"];

    private static readonly string[] _contentTypes =
    [
        "application/json", "application/x-ndjson", "application/x-json-stream", "application/vnd.elasticsearch+json", "application/vnd.elasticsearch+x-ndjson",
    ];

    private JsonDocument? _document;

    public string Method => context.Request.Method;

    public string PathAndQuery => context.Request.Path + context.Request.QueryString.ToString();

    public CancellationToken Aborted => context.RequestAborted;

    public HttpRequest Http => context.Request;

    /// <summary>A value of the path, percent-decoded; null if the route does not have it.</summary>
    // The server decodes all but the slash, which would change the route.
    public string? Path(string name) => (context.GetRouteValue(name) as string)?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A query parameter; null if it is not there, empty for a bare name.</summary>
    public string? Query(string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>All query parameters; of one given several times the last.</summary>
    public IReadOnlyDictionary<string, string> Parameters() =>
        context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault() ?? "", StringComparer.Ordinal);

    /// <exception cref="StoreException">The value is neither true, false nor bare.</exception>
    public bool Flag(string name, bool missing = false) => Query(name) switch
    {
        null => missing,
        "" or "true" => true,
        "false" => false,
        var other => throw new StoreException("illegal_argument_exception", 400, $"Failed to parse value [{other}] as only [true] or [false] are allowed."),
    };

    /// <exception cref="StoreException">The value is no integer of 64 bits.</exception>
    public long? Number(string name) => Query(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new StoreException("illegal_argument_exception", 400, $"Failed to parse long parameter [{name}] with value [{text}]");

    public NameResolution Resolution(NameResolution missing) => missing with
    {
        IgnoreUnavailable = Flag("ignore_unavailable", missing.IgnoreUnavailable),
        AllowNoIndices = Flag("allow_no_indices", missing.AllowNoIndices),
    };

    /// <exception cref="StoreException">A parameter that neither the route nor every route knows.</exception>
    public void CheckParameters(HashSet<string> known)
    {
        foreach (var name in context.Request.Query.Keys)
        {
            if (!known.Contains(name) && Array.IndexOf(_commonParameters, name) < 0)
            {
                throw new StoreException("illegal_argument_exception", 400, $"request [{context.Request.Path}] contains unrecognized parameter: [{name}]");
            }
        }
    }

    /// <summary>The whole body, decompressed. Empty when there is none.</summary>
    /// <exception cref="StoreException">413: longer than the limit. 400: broken compression.</exception>
    /// <exception cref="PlainErrorException">406: a content type that is not JSON's.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadBodyAsync()
    {
        if (Query("source") is { } source)
        {
            CheckContentType(!HttpMethods.IsGet(Method) && !HttpMethods.IsHead(Method));
            return System.Text.Encoding.UTF8.GetBytes(source);
        }

        CheckContentType(HasBody());
        var body = context.Request.Body;
        var encoding = context.Request.Headers.ContentEncoding.ToString();
        if (encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase))
        {
            body = new GZipStream(body, CompressionMode.Decompress, leaveOpen: true);
        }
        else if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new PlainErrorException(415, $"Content-Encoding [{encoding}] is not supported; send gzip or none");
        }

        try
        {
            return await ReadAllAsync(body).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw new StoreException("parse_exception", 400, "the body is not valid gzip: " + e.Message);
        }
    }

    /// <summary>The body as JSON; an undefined element when there is none.</summary>
    /// <exception cref="StoreException">The body is no JSON; line and column are named.</exception>
    public async Task<JsonElement> ReadJsonAsync()
    {
        var body = await ReadBodyAsync().ConfigureAwait(false);
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return default;
        }

        try
        {
            _document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 1000 });
            return _document.RootElement;
        }
        catch (JsonException e)
        {
            throw new StoreException("parsing_exception", 400, $"the body is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {FirstSentence(e.Message)}");
        }
    }

    public void Dispose() => _document?.Dispose();

    // Also a guard: a page of any web site may make a browser post text/plain or a form here unasked, but not JSON.
    private void CheckContentType(bool isNeeded)
    {
        var type = context.Request.ContentType ?? "";
        if (isNeeded && !_contentTypes.Contains(type.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
        {
            throw new PlainErrorException(406, type.Length == 0
                ? "Content-Type header is missing; send application/json or application/x-ndjson"
                : $"Content-Type header [{type}] is not supported; send application/json or application/x-ndjson");
        }
    }

    private bool HasBody() => context.Request.ContentLength is { } length
        ? length > 0
        : context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private async Task<ReadOnlyMemory<byte>> ReadAllAsync(Stream body)
    {
        if (context.Request.ContentLength is { } declared && declared > options.MaxContentBytes)
        {
            throw TooLarge();
        }

        // A short body of a known length is read in one piece; all else grows by doubling.
        var first = Math.Min(context.Request.ContentLength + 1 ?? UndeclaredBuffer, LargestFirstBuffer);
        var buffer = new byte[(int)Math.Min(first, options.MaxContentBytes + 1)];
        var length = 0;
        int read;
        while ((read = await body.ReadAsync(buffer.AsMemory(length), Aborted).ConfigureAwait(false)) > 0)
        {
            length += read;
            if (length > options.MaxContentBytes)
            {
                throw TooLarge();
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, options.MaxContentBytes + 1));
            }
        }

        return buffer.AsMemory(0, length);
    }

    private StoreException TooLarge() =>
        new("content_too_long_exception", 413, $"the body is longer than {options.MaxContentBytes} bytes; send it in smaller parts");
}
