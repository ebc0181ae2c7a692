using El4k.Store.Errors;

namespace El4k.Store.Search;

/// <summary>A search request that cannot be answered as it was written.</summary>
/// <remarks>
/// The message is for the person who wrote the request: it names the JSON path or the position, and what was expected.
/// </remarks>
public sealed class InvalidRequestException : StoreException
{
    /// <summary>The JSON is not a request: a wrong type, an unknown name, a missing value.</summary>
    public const string Parsing = "parsing_exception";

    /// <summary>The JSON is well formed but a value in it makes no sense.</summary>
    public const string IllegalArgument = "illegal_argument_exception";

    /// <summary>A query does not fit the fields of the index, or its text does not parse.</summary>
    public const string QueryShard = "query_shard_exception";

    /// <summary>The answer would have more buckets than the limit allows.</summary>
    public const string TooManyBuckets = "too_many_buckets_exception";

    /// <summary>Makes the exception; the status is 400.</summary>
    /// <param name="type">One of the constants of this class.</param>
    /// <param name="reason">Where the request is wrong and what was expected.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public InvalidRequestException(string type, string reason, Exception? inner = null)
        : base(type, 400, reason, inner)
    {
    }
}
