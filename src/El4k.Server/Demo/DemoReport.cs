namespace El4k.Server.Demo;

/// <summary>A reporting function and how it behaves.</summary>
/// <param name="Weight">Share of all runs, relative to the other reports.</param>
/// <param name="MedianMs">Median duration in milliseconds for a customer of average size.</param>
/// <param name="DatabaseShare">Part of the duration that the database works, 0 to 1.</param>
internal sealed record DemoReport(string Name, string Route, string Method, double Weight, double MedianMs, double DatabaseShare);
