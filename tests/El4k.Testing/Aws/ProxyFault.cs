namespace El4k.Testing.Aws;

/// <summary>What the proxy does to one request.</summary>
public sealed record ProxyFault
{
    /// <summary>Answers this status instead of asking the service; 0 asks it.</summary>
    public int Status { get; init; }

    /// <summary>The body that goes with <see cref="Status"/>.</summary>
    public string Body { get; init; } = "{}";

    /// <summary>Waits for this before it does anything.</summary>
    public Task Delay { get; init; } = Task.CompletedTask;

    /// <summary>Cuts the connection before the service is asked.</summary>
    public bool CutsBefore { get; init; }

    /// <summary>Lets the service carry the request out and cuts the connection instead of answering.</summary>
    public bool CutsAfter { get; init; }

    /// <summary>Says that the caller is too fast, as AWS does.</summary>
    public static ProxyFault Throttle { get; } = new() { Status = 400, Body = """{"__type":"com.amazonaws.sqs#RequestThrottled","message":"Request is throttled."}""" };
}
