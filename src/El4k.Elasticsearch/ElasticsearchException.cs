namespace El4k.Elasticsearch;

/// <summary>A request to the store failed; the two kinds say whether the store answered.</summary>
public abstract class ElasticsearchException : Exception
{
    private protected ElasticsearchException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
