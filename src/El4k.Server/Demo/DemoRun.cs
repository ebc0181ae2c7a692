namespace El4k.Server.Demo;

/// <summary>One run of a report: what a service would tell about it.</summary>
internal sealed record DemoRun(
    DateTimeOffset Time, DemoCustomer Customer, string User, DemoReport Report, int Status, int DurationMs, int DatabaseMs, int DatabaseCalls, string Region, string Instance)
{
    public bool Failed => Status >= 500;
}
