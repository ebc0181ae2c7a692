namespace El4k.Rest.Http;

/// <summary>An error that the real servers answer as a plain string: an unknown route, method or content type.</summary>
internal sealed class PlainErrorException(int status, string message) : Exception(message)
{
    public int Status => status;
}
