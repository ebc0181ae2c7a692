using System.CommandLine;
using El4k.Server.Collecting;
using El4k.Server.Options;
using El4k.Server.Roles;
using El4k.Server.Settings;

namespace El4k.Server.Commands;

/// <summary><c>el4k collect</c>: Logstash pipelines alone, sending to any server that speaks Elasticsearch's API.</summary>
internal static class CollectCommand
{
    public static Command Create(TimeProvider time)
    {
        var command = new Command("collect", "Run Logstash pipelines alone, sending to any server that speaks Elasticsearch's API.");
        CollectOptions.AddTo(command, SettingList.All);
        ServerOptions.AddTo(
            command, ServerOptions.ElasticsearchOption, ServerOptions.DataOption, ServerOptions.BindOption, ServerOptions.InsecureOption, ServerOptions.TcpPortOption, ServerOptions.UdpPortOption, ServerOptions.RegionOption);
        command.Options.Add(new VersionOption("--version", "-V"));
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                using var start = CollectorStart.From(parsed, time);
                return await RunAsync(start, time, stop).ConfigureAwait(false);
            }
            catch (SettingException e)
            {
                await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
                return 1;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(CollectorStart start, TimeProvider time, CancellationToken stop)
    {
        var node = start.Settings.Node;
        var specifications = PipelineSpecification.All(start.Settings, PipelineSource.BuiltIn);
        Func<Uri>? elasticsearch = start.Options.Elasticsearch is { } url ? () => url : specifications is [{ Source.IsBuiltIn: true }] ? () => new Uri("http://127.0.0.1:9200") : null;
        var role = new CollectRole(start.Options, specifications, elasticsearch, time, start.Log, start.ReloadInterval);
        if (node.Switch(SettingList.TestAndExit))
        {
            return Test(role);
        }

        var socket = new ApiSocket(node);
        var api = new ApiRole(node, start.Options.Data, socket, role, time, start.Log);
        return await RoleHost.RunAsync([socket, role, api], () => [], time, role.CompleteAsync, stop).ConfigureAwait(false);
    }

    private static int Test(CollectRole role)
    {
        try
        {
            var isValid = true;
            foreach (var (specification, result) in role.Load())
            {
                foreach (var diagnostic in result.Diagnostics)
                {
                    Console.Error.WriteLine(diagnostic);
                }

                Console.WriteLine(result.IsValid ? $"{specification.Source.Name}: configuration OK" : $"{specification.Source.Name}: {result.Errors.Count()} error(s)");
                isValid &= result.IsValid;
            }

            return isValid ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RoleStartException)
        {
            Console.Error.WriteLine("el4k: " + e.Message);
            return 1;
        }
    }
}
