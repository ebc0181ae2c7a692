using System.CommandLine;
using El4k.Server.Options;
using El4k.Server.Roles;

namespace El4k.Server.Commands;

/// <summary><c>el4k up</c>: collector, store, REST API and explorer in one process.</summary>
internal static class UpCommand
{
    /// <summary>Gives the command its options and action; the root command is <c>up</c> as well.</summary>
    public static T AddTo<T>(T command, TimeProvider time)
        where T : Command
    {
        ServerOptions.AddTo(
            command, ServerOptions.DataOption, ServerOptions.BindOption, ServerOptions.InsecureOption, ServerOptions.TcpPortOption, ServerOptions.UdpPortOption,
            ServerOptions.RestPortOption, ServerOptions.ExplorerPortOption, ServerOptions.PipelineOption, ServerOptions.ElasticsearchOption, ServerOptions.RegionOption,
            ServerOptions.RetentionOption);
        command.SetAction((parsed, stop) => RunAsync(ServerOptions.From(parsed), time, stop));
        return command;
    }

    private static Task<int> RunAsync(ServerOptions options, TimeProvider time, CancellationToken stop)
    {
        var roles = new List<IRole>();
        Func<Uri> elasticsearch;
        if (options.Elasticsearch is { } cluster)
        {
            elasticsearch = () => cluster;
        }
        else
        {
            var store = new StoreRole(options, time, ServerLog.Write);
            roles.Add(store);
            elasticsearch = () => store.Url;
        }

        var source = options.Pipeline.Length > 0 ? PipelineSource.File(options.Pipeline) : PipelineSource.BuiltIn;
        var collector = new CollectRole(options, source, elasticsearch, time, ServerLog.Write);
        roles.Add(collector);
        roles.Add(new ExploreRole(options, elasticsearch, () => (options.Bind.ToString(), collector.PortOf("tcp") ?? options.TcpPort, collector.PortOf("udp") ?? options.UdpPort), time));
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
