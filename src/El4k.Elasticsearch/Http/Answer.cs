using System.Net;

namespace El4k.Elasticsearch.Http;

/// <summary>Status and body of an answer that was read to its end.</summary>
internal sealed class Answer(HttpResponseMessage response, PooledBody body) : IDisposable
{
    public HttpStatusCode StatusCode { get; } = response.StatusCode;

    public bool IsSuccess { get; } = response.IsSuccessStatusCode;

    public TimeSpan? RetryAfter { get; } = response.Headers.RetryAfter?.Delta;

    public PooledBody Body { get; } = body;

    public void Dispose() => Body.Dispose();
}
