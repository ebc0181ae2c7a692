namespace El4k.Server.Monitoring;

/// <summary>One thing that is wrong with a pipeline, with what Logstash's health report tells of it.</summary>
/// <param name="Status">How bad it is: <c>unknown</c>, <c>yellow</c> or <c>red</c>.</param>
/// <param name="Id">Names the diagnosis, after <c>el4k:health:pipeline:</c>.</param>
/// <param name="Cause">What is wrong, and since when.</param>
/// <param name="Action">What to do about it.</param>
/// <param name="Impact">What becomes of events meanwhile.</param>
internal sealed record HealthFinding(string Status, string Id, string Cause, string Action, string Impact);
