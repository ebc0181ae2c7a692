namespace El4k.Elasticsearch;

/// <summary>No host gave an answer: refused, unknown, broken off, or too slow. The request may still have been carried out.</summary>
public sealed class ElasticsearchUnreachableException : ElasticsearchException
{
    internal ElasticsearchUnreachableException(string message, bool timedOut, Exception? innerException)
        : base(message, innerException) => TimedOut = timedOut;

    /// <summary>Whether the last host was reached but took longer than allowed.</summary>
    public bool TimedOut { get; }
}
