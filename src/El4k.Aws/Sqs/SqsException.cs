namespace El4k.Aws.Sqs;

/// <summary>A request to the queue service failed, after the tries that make sense.</summary>
public sealed class SqsException : Exception
{
    internal SqsException(string action, int status, string code, string message, bool isTransient, Exception? inner = null)
        : base(status == 0 ? $"SQS {action}: {message}" : $"SQS {action} was answered {status} {code}: {message}", inner)
    {
        Status = status;
        Code = code;
        IsTransient = isTransient;
    }

    /// <summary>The HTTP status; 0 when there was no answer.</summary>
    public int Status { get; }

    /// <summary>The service's name of the error, such as <c>QueueDoesNotExist</c>; empty when there was no answer.</summary>
    public string Code { get; }

    /// <summary>Whether the same request may succeed later: no answer, a fault of the service, throttling.</summary>
    public bool IsTransient { get; }

    /// <summary>Whether there is no such queue, or these credentials may not know of it.</summary>
    public bool IsQueueMissing => Code is "QueueDoesNotExist" or "NonExistentQueue" or "AWS.SimpleQueueService.NonExistentQueue";

    /// <summary>Whether the credentials were refused.</summary>
    public bool IsDenied => Status is 401 or 403 || Code is "AccessDenied" or "AccessDeniedException" or "InvalidClientTokenId" or "UnrecognizedClientException"
        or "SignatureDoesNotMatch" or "ExpiredToken" or "ExpiredTokenException" or "InvalidSignatureException" or "IncompleteSignature";
}
