namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>What became of one request.</summary>
/// <param name="Status">The status code; 0 when there was no answer.</param>
/// <param name="Reason">What the answer, or the failure, said.</param>
/// <param name="RetryAfter">How long the server asked to wait.</param>
internal readonly record struct HttpResult(int Status, string Reason, TimeSpan? RetryAfter);
