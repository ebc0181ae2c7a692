namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>The answer to a request.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Text">One line for whoever reads it.</param>
/// <param name="RetryAfter">The seconds after which the sender may come again; null when it need not.</param>
internal readonly record struct HttpReply(int Status, string Text, int? RetryAfter = null);
