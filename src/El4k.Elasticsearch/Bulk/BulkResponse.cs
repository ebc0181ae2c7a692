namespace El4k.Elasticsearch.Bulk;

/// <summary>What the store said to a bulk request.</summary>
/// <remarks>Nothing is retried here: a status other than 200 concerns the whole body, <see cref="Failures"/> single actions of it.</remarks>
public sealed record BulkResponse
{
    /// <summary>The HTTP status of the whole request.</summary>
    public required int Status { get; init; }

    /// <summary>How many actions the answer tells about; 0 when <see cref="Status"/> is not 2xx.</summary>
    public required int ItemCount { get; init; }

    /// <summary>The refused actions in the order of the body; all others were carried out.</summary>
    public required IReadOnlyList<BulkItemFailure> Failures { get; init; }

    /// <summary>What the answer says about the body as a whole: whether an action was refused. Null when it does not say.</summary>
    public bool? HasErrors { get; init; }

    /// <summary>Why the whole request failed, null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>How long the store asks to wait before the next try, when it does.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the request as a whole was taken; single actions may still have failed.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
