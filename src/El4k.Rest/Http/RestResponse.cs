using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace El4k.Rest.Http;

/// <summary>Writes an answer: JSON with <c>pretty</c> and <c>filter_path</c> applied, the headers that clients check, no body for HEAD.</summary>
internal sealed class RestResponse(HttpContext context)
{
    private const string ElasticsearchJson = "application/vnd.elasticsearch+json";

    public Task WriteAsync(int status, Action<Utf8JsonWriter> write)
    {
        var query = context.Request.Query;
        var filter = FilterPath.Parse(query["filter_path"]);
        var pretty = query.TryGetValue("pretty", out var value) && value != "false";
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = pretty, SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (filter is null)
            {
                write(json);
            }
            else
            {
                var whole = new ArrayBufferWriter<byte>(4096);
                using (var unfiltered = new Utf8JsonWriter(whole, new JsonWriterOptions { SkipValidation = true }))
                {
                    write(unfiltered);
                }

                filter.Copy(whole.WrittenSpan, json);
            }
        }

        if (pretty)
        {
            buffer.Write("\n"u8);
        }

        return SendAsync(status, JsonType(), buffer.WrittenMemory);
    }

    public Task WriteTextAsync(int status, string text) => SendAsync(status, "text/plain; charset=UTF-8", System.Text.Encoding.UTF8.GetBytes(text));

    private Task SendAsync(int status, string contentType, ReadOnlyMemory<byte> body)
    {
        if (context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        // Clients of the Elasticsearch family refuse an answer without it; no other client minds it.
        response.Headers["X-Elastic-Product"] = "Elasticsearch";
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    // A client that asks for the vendor type checks that it gets it.
    private string JsonType()
    {
        var accept = context.Request.Headers.Accept.ToString();
        var at = accept.IndexOf(ElasticsearchJson, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return "application/json; charset=UTF-8";
        }

        var end = accept.IndexOf(',', at);
        return end < 0 ? accept[at..] : accept[at..end];
    }
}
