using System.CommandLine;
using El4k.Server.Options;
using El4k.Server.Roles;

namespace El4k.Server.Commands;

/// <summary><c>el4k store</c>: the store alone, for collectors and explorers elsewhere.</summary>
internal static class StoreCommand
{
    public static Command Create(TimeProvider time)
    {
        var command = new Command("store", "Run the store and its Elasticsearch API alone.");
        ServerOptions.AddTo(command, ServerOptions.DataOption, ServerOptions.BindOption, ServerOptions.InsecureOption, ServerOptions.RestPortOption, ServerOptions.RetentionOption);
        command.SetAction((parsed, stop) =>
        {
            var options = ServerOptions.From(parsed);
            return RoleHost.RunAsync([new StoreRole(options, time, ServerLog.Write)], () => [], time, null, stop);
        });
        return command;
    }
}
