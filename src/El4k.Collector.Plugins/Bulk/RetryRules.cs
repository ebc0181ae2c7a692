namespace El4k.Collector.Plugins.Bulk;

/// <summary>Which statuses are tried again. Pure.</summary>
internal static class RetryRules
{
    /// <summary>What the status of a whole request that failed means.</summary>
    public static Verdict OfRequest(int status) => status switch
    {
        413 => Verdict.TooLarge,

        // The body was not understood: which of its documents it is, only smaller requests tell.
        400 => Verdict.Refused,

        // Also a wrong password or path is waited out: it is mended in the store or before it, and nothing is lost meanwhile.
        _ => Verdict.Retry,
    };

    /// <summary>What the status of a single action means.</summary>
    public static Verdict OfItem(int status) => status switch
    {
        409 => Verdict.Duplicate,
        401 or 403 or 429 or >= 500 => Verdict.Retry,
        _ => Verdict.Refused,
    };
}
