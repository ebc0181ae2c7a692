using System.CommandLine;

namespace El4k.Server.Commands;

/// <summary>The <c>el4k</c> command: one line per sub-command; without one it is <c>el4k up</c>.</summary>
internal static class RootCommands
{
    public static RootCommand Create(TimeProvider time)
    {
        var root = UpCommand.AddTo(
            new RootCommand("EL4K: the ELK stack as one program. A collector that runs Logstash pipelines, a store that speaks Elasticsearch's API, an explorer in the browser. Without a command it is `el4k up`."),
            time);
        root.Subcommands.Add(UpCommand.AddTo(new Command("up", "Run collector, store, REST API and explorer in one process."), time));
        root.Subcommands.Add(CollectCommand.Create(time));
        root.Subcommands.Add(StoreCommand.Create(time));
        root.Subcommands.Add(ExploreCommand.Create(time));
        root.Subcommands.Add(DlqCommand.Create(time));
        root.Subcommands.Add(HealthCommand.Create());
        root.Subcommands.Add(DemoCommand.Create(time));
        root.Options.OfType<VersionOption>().Single().Aliases.Add("-V");
        return root;
    }
}
