using System.CommandLine;
using El4k.Server.Collecting;
using El4k.Server.Options;
using El4k.Server.Roles;
using El4k.Server.Settings;

namespace El4k.Server.Commands;

/// <summary><c>el4k up</c>: collector, store, REST API and explorer in one process.</summary>
internal static class UpCommand
{
    // What one asks for here now and then; -S takes all others.
    private static readonly Setting[] _settings =
    [
        SettingList.ReloadAutomatic, SettingList.Workers, SettingList.PathSettings, SettingList.PathLogs, SettingList.LevelOfLog, SettingList.FormatOfLog,
        SettingList.ApiEnabled, SettingList.ApiHost, SettingList.ApiPort, SettingList.QueueType,
    ];

    /// <summary>Gives the command its options and action; the root command is <c>up</c> as well.</summary>
    public static T AddTo<T>(T command, TimeProvider time)
        where T : Command
    {
        ServerOptions.AddTo(
            command, ServerOptions.DataOption, ServerOptions.BindOption, ServerOptions.InsecureOption, ServerOptions.TcpPortOption, ServerOptions.UdpPortOption,
            ServerOptions.RestPortOption, ServerOptions.ExplorerPortOption, ServerOptions.PipelineOption, ServerOptions.ElasticsearchOption, ServerOptions.RegionOption,
            ServerOptions.RetentionOption);
        CollectOptions.AddTo(command, _settings);
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                using var start = CollectorStart.From(parsed, time, Pipeline(parsed));
                return await RunAsync(start with { Settings = Safe(start.Settings) }, time, stop).ConfigureAwait(false);
            }
            catch (SettingException e)
            {
                await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
                return 1;
            }
        });
        return command;
    }

    // Who starts everything with one command should lose nothing when the power goes: the queue is on disk unless somebody asks for another.
    private static CollectSettings Safe(CollectSettings settings) => settings with
    {
        Node = Safe(settings.Node),
        Pipelines = settings.Pipelines?.Select(Safe).ToArray(),
    };

    private static SettingValues Safe(SettingValues settings) => settings.IsGiven(SettingList.QueueType) ? settings : settings.With(SettingList.QueueType, "persisted");

    private static (string, string, string)[] Pipeline(ParseResult parsed) => parsed.GetValue(ServerOptions.PipelineOption) is { Length: > 0 } file
        ? [(SettingList.PathConfig.Name, file, ServerOptions.PipelineOption.Name)]
        : [];

    private static Task<int> RunAsync(CollectorStart start, TimeProvider time, CancellationToken stop)
    {
        var options = start.Options;
        var socket = new ApiSocket(start.Settings.Node);
        var roles = new List<IRole> { socket };
        Func<Uri> elasticsearch;
        if (options.Elasticsearch is { } cluster)
        {
            elasticsearch = () => cluster;
        }
        else
        {
            var store = new StoreRole(options, time, start.Log.Write);
            roles.Add(store);
            elasticsearch = () => store.Url;
        }

        var collector = new CollectRole(options, PipelineSpecification.All(start.Settings, PipelineSource.BuiltIn), elasticsearch, time, start.Log, start.ReloadInterval);
        roles.Add(collector);
        roles.Add(new ExploreRole(options, elasticsearch, () => (options.Bind.ToString(), collector.PortOf("tcp") ?? options.TcpPort, collector.PortOf("udp") ?? options.UdpPort), time));
        roles.Add(new ApiRole(start.Settings.Node, options.Data, socket, collector, time, start.Log));
        return RoleHost.RunAsync(roles, () => Farewell(options, collector), time, null, stop);
    }

    private static string[] Farewell(ServerOptions options, CollectRole collector) => collector.PortOf("tcp") is { } port
        ?
        [
            "Send a first event:",
            $"  echo '{{\"service\":\"hello\",\"message\":\"it works\"}}' | nc -q1 {options.Bind} {port}",
            $"or a month of report traffic: el4k demo{DemoPorts(options, port)}",
        ]
        : [];

    // The ports that `el4k demo` would not find by itself.
    private static string DemoPorts(ServerOptions options, int tcp) =>
        (tcp == 9601 ? "" : $" {ServerOptions.TcpPortOption.Name} {tcp}")
        + (options.RestPort is 9200 or 0 || options.Elasticsearch is not null ? "" : $" {ServerOptions.RestPortOption.Name} {options.RestPort}");
}
