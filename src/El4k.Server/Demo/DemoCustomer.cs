namespace El4k.Server.Demo;

/// <summary>A customer of the reporting product.</summary>
/// <param name="Weight">Share of all runs, relative to the other customers.</param>
/// <param name="DataSize">How much slower than average its reports are, as a factor: more data, more database time.</param>
/// <param name="Users">Its users; one user belongs to one customer.</param>
internal sealed record DemoCustomer(string Name, double Weight, double DataSize, string[] Users);
