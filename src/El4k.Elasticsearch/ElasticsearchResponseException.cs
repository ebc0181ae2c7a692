using System.Net;

namespace El4k.Elasticsearch;

/// <summary>The store answered with an error.</summary>
public sealed class ElasticsearchResponseException : ElasticsearchException
{
    internal ElasticsearchResponseException(HttpStatusCode statusCode, string? type, string reason)
        : base($"The store answered {(int)statusCode}: {reason}", null)
    {
        StatusCode = statusCode;
        Type = type;
        Reason = reason;
    }

    /// <summary>The HTTP status of the answer.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The store's name of the error, such as <c>index_not_found_exception</c>; null when the body had none.</summary>
    public string? Type { get; }

    /// <summary>The store's words, from the innermost cause it gives.</summary>
    public string Reason { get; }
}
