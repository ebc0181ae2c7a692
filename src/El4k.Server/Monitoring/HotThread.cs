namespace El4k.Server.Monitoring;

/// <summary>A thread of the process and the processor time it took.</summary>
/// <param name="State">In Java's words: <c>runnable</c>, <c>waiting</c> or <c>blocked</c>.</param>
internal sealed record HotThread(string Name, long Id, string State, TimeSpan ProcessorTime);
