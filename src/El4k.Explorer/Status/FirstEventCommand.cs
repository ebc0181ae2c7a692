namespace El4k.Explorer.Status;

/// <summary>A command that sends an event, for the page that has nothing to show yet.</summary>
/// <param name="Title">What it sends.</param>
/// <param name="Command">One line for a POSIX shell.</param>
public sealed record FirstEventCommand(string Title, string Command)
{
    /// <summary>A log and a metric for the seed's two inputs.</summary>
    public static IReadOnlyList<FirstEventCommand> Defaults(string host, int tcpPort, int udpPort) =>
    [
        new("A log by TCP", $$"""echo '{"service":"demo","level_name":"INFO","message":"hello"}' | nc -q1 {{host}} {{tcpPort}}"""),
        new("A metric by UDP", $$"""echo '{"service":"demo","level_name":"METRIC","report":"monthly-sales","customer":"acme","user":"u1","status":200,"duration":120,"db_ms":80}' | nc -u -w1 {{host}} {{udpPort}}"""),
    ];
}
