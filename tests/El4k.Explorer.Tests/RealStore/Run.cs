namespace El4k.Explorer.Tests.RealStore;

/// <summary>A run of a report, or a log about one: that has no duration.</summary>
internal sealed record Run(
    DateTimeOffset Time, string Report, string Customer, string User, int Status, long? Duration, long? DatabaseMs, string Message)
{
    public string Route => $"/api/reports/{Report}";
}
