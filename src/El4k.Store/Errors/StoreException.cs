namespace El4k.Store.Errors;

/// <summary>A request that the store refuses, in the terms of the Elasticsearch API.</summary>
/// <remarks>Thrown before anything is changed, unless the member that throws says otherwise.</remarks>
public class StoreException : Exception
{
    /// <summary>Makes the exception from Elasticsearch's error type, an HTTP status and a reason for people.</summary>
    /// <param name="type">For example <c>index_not_found_exception</c>.</param>
    /// <param name="status">The HTTP status that a REST layer answers with.</param>
    /// <param name="reason">What is wrong, where, and what would be right.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public StoreException(string type, int status, string reason, Exception? innerException = null)
        : base(reason, innerException)
    {
        Error = new StoreError(type, status, reason, CauseOf(innerException));
    }

    /// <summary>Makes the exception from an error.</summary>
    public StoreException(StoreError error)
        : base(error.Reason) => Error = error;

    /// <summary>Type, status and reason.</summary>
    public StoreError Error { get; }

    /// <summary>The HTTP status that a REST layer answers with.</summary>
    public int Status => Error.Status;

    /// <summary>Elasticsearch's name of the error, for example <c>mapper_parsing_exception</c>.</summary>
    public string Type => Error.Type;

    /// <summary>The index the error is about, if one; goes into the error body's <c>index</c>.</summary>
    public string? Index { get; init; }

    private static StoreError? CauseOf(Exception? exception) => exception is StoreException cause ? cause.Error : null;
}
