using System.CommandLine;
using El4k.Server.Options;
using El4k.Server.Roles;

namespace El4k.Server.Commands;

/// <summary><c>el4k explore</c>: the explorer alone, over a store or a real cluster elsewhere.</summary>
internal static class ExploreCommand
{
    public static Command Create(TimeProvider time)
    {
        var command = new Command("explore", "Run the explorer alone, over a store or a real cluster.");
        ServerOptions.AddTo(command, ServerOptions.ElasticsearchOption, ServerOptions.BindOption, ServerOptions.InsecureOption, ServerOptions.ExplorerPortOption);
        command.SetAction((parsed, stop) =>
        {
            var options = ServerOptions.From(parsed);
            var store = options.Elasticsearch ?? new Uri("http://127.0.0.1:9200");
            var role = new ExploreRole(options, () => store, () => (options.Bind.ToString(), 9601, 9602), time);
            return RoleHost.RunAsync([role], () => [$"  over the store at {store} (--elasticsearch)"], time, null, stop);
        });
        return command;
    }
}
