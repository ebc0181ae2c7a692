using System.CommandLine;
using System.Net;

namespace El4k.Server.Options;

/// <summary>The options that the roles share (design: names of options), one line each, and their values after parsing.</summary>
internal sealed record ServerOptions
{
    public static readonly Option<string> DataOption = EnvironmentOption.Create("--data", "Folder of what must survive a restart: the store, disk queues, dead letters, how far files are read", "FOLDER", "el4k-data", OptionValues.Text);
    public static readonly Option<IPAddress> BindOption = EnvironmentOption.Create("--bind", "Address that every listener binds to; an input's own host and --api.http.host come first", "ADDRESS", IPAddress.Loopback, OptionValues.Address);
    public static readonly Option<int> TcpPortOption = EnvironmentOption.Create("--tcp-port", "Logs: JSON lines over TCP", "PORT", 9601, OptionValues.Port);
    public static readonly Option<int> UdpPortOption = EnvironmentOption.Create("--udp-port", "Metrics: JSON over UDP", "PORT", 9602, OptionValues.Port);
    public static readonly Option<int> RestPortOption = EnvironmentOption.Create("--rest-port", "The store's Elasticsearch API", "PORT", 9200, OptionValues.Port);
    public static readonly Option<int> ExplorerPortOption = EnvironmentOption.Create("--explorer-port", "The explorer in the browser", "PORT", 5601, OptionValues.Port);
    public static readonly Option<string> PipelineOption = EnvironmentOption.Create("--pipeline", "Logstash pipeline file to run instead of the built-in one", "FILE", "", OptionValues.Text);
    public static readonly Option<Uri?> ElasticsearchOption = EnvironmentOption.Create<Uri?>("--elasticsearch", "A real cluster to use instead of the embedded store", "URL", null, OptionValues.Url);
    public static readonly Option<string> RegionOption = EnvironmentOption.Create("--region", "Added to every event as the field 'region' unless it has one", "NAME", "", OptionValues.Text);
    public static readonly Option<RetentionTime> RetentionOption = EnvironmentOption.Create("--retention", "How long an index is kept after its creation; 0 keeps all", "TIME", new RetentionTime(TimeSpan.FromDays(30)), OptionValues.Retention);

    public static readonly Option<bool> InsecureOption = new("--insecure") { Description = "Accept that a --bind beyond loopback is open, without TLS and keys, to all who can reach it" };

    public required string Data { get; init; }
    public required IPAddress Bind { get; init; }
    public required int TcpPort { get; init; }
    public required int UdpPort { get; init; }
    public required int RestPort { get; init; }
    public required int ExplorerPort { get; init; }
    public required string Pipeline { get; init; }
    public required Uri? Elasticsearch { get; init; }
    public required string Region { get; init; }
    public required TimeSpan Retention { get; init; }

    public static void AddTo(Command command, params Option[] options)
    {
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        if (options.Contains(InsecureOption))
        {
            command.Validators.Add(result =>
            {
                if (!result.GetValue(InsecureOption) && result.GetValue(BindOption) is { } bind && !IPAddress.IsLoopback(bind))
                {
                    result.AddError($"--bind {bind} opens the ports beyond this machine without TLS and keys: add --insecure to accept that, or bind to 127.0.0.1");
                }
            });
        }
    }

    /// <summary>Reads all options; one that the command does not have keeps its variable or default.</summary>
    public static ServerOptions From(ParseResult parsed) => new()
    {
        Data = Path.GetFullPath(parsed.GetValue(DataOption) ?? "el4k-data"),
        Bind = parsed.GetValue(BindOption) ?? IPAddress.Loopback,
        TcpPort = parsed.GetValue(TcpPortOption),
        UdpPort = parsed.GetValue(UdpPortOption),
        RestPort = parsed.GetValue(RestPortOption),
        ExplorerPort = parsed.GetValue(ExplorerPortOption),
        Pipeline = parsed.GetValue(PipelineOption) ?? "",
        Elasticsearch = parsed.GetValue(ElasticsearchOption),
        Region = parsed.GetValue(RegionOption) ?? "",
        Retention = parsed.GetValue(RetentionOption).Time,
    };
}
