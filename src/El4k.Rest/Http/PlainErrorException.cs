namespace El4k.Rest.Http;

/// <summary>An error that the real servers answer as a plain string: an unknown route, method or content type.</summary>
internal sealed class PlainErrorException(int status, string message) : Exception(message)
{
    public int Status => status;

    /// <summary>The error for an address that means nothing here.</summary>
    public static PlainErrorException NoHandler(RestRequest request) =>
        new(400, $"no handler found for uri [{request.PathAndQuery}] and method [{request.Method}]");
}
