namespace El4k.Client.AspNetCore.Requests;

/// <summary>The time and number of one kind of work within a request.</summary>
internal sealed class TimedWork(string name)
{
    public string Name { get; } = name;

    // The name the reports know is not put together anew for each request.
    public string MillisecondsName { get; } = name == "db" ? "db_ms" : name + "_ms";

    public string CallsName { get; } = name == "db" ? "db_calls" : name + "_calls";

    public TimeSpan Elapsed { get; set; }

    public long Calls { get; set; }
}
