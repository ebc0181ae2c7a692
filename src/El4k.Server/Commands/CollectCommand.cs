using System.CommandLine;
using El4k.Server.Options;
using El4k.Server.Roles;

namespace El4k.Server.Commands;

/// <summary><c>el4k collect</c>: a Logstash pipeline alone, sending to any server that speaks Elasticsearch's API.</summary>
internal static class CollectCommand
{
    private static readonly Option<string> _fileOption = new("--path.config", "-f") { Description = "Pipeline file, folder or pattern such as conf.d/*.conf", HelpName = "PATH" };
    private static readonly Option<string> _textOption = new("--config.string", "-e") { Description = "The pipeline itself; reads stdin and prints to stdout where it names no input or output", HelpName = "STRING" };
    private static readonly Option<bool> _testOption = new("--config.test_and_exit", "-t") { Description = "Only check the configuration; exit code 0 when it is valid" };

    public static Command Create(TimeProvider time)
    {
        var command = new Command("collect", "Run a Logstash pipeline alone, sending to any server that speaks Elasticsearch's API.");
        command.Options.Add(_fileOption);
        command.Options.Add(_textOption);
        command.Options.Add(_testOption);
        ServerOptions.AddTo(
            command, ServerOptions.ElasticsearchOption, ServerOptions.DataOption, ServerOptions.BindOption, ServerOptions.InsecureOption, ServerOptions.TcpPortOption, ServerOptions.UdpPortOption, ServerOptions.RegionOption);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_fileOption) is not null && result.GetValue(_textOption) is not null)
            {
                result.AddError("-f and -e exclude each other: give the pipeline once");
            }
        });
        command.SetAction(async (parsed, stop) =>
        {
            var options = ServerOptions.From(parsed);
            var source = parsed.GetValue(_fileOption) is { } file ? PipelineSource.File(file)
                : parsed.GetValue(_textOption) is { } text ? PipelineSource.Text(text)
                : PipelineSource.BuiltIn;
            Func<Uri>? elasticsearch = options.Elasticsearch is { } url ? () => url : source.IsBuiltIn ? () => new Uri("http://127.0.0.1:9200") : null;
            var role = new CollectRole(options, source, elasticsearch, time, ServerLog.Write);
            return parsed.GetValue(_testOption)
                ? Test(role, source)
                : await RoleHost.RunAsync([role], () => [], time, () => role.Completion, stop).ConfigureAwait(false);
        });
        return command;
    }

    private static int Test(CollectRole role, PipelineSource source)
    {
        try
        {
            var result = role.Load();
            foreach (var diagnostic in result.Diagnostics)
            {
                Console.Error.WriteLine(diagnostic);
            }

            Console.WriteLine(result.IsValid ? $"{source.Name}: configuration OK" : $"{source.Name}: {result.Errors.Count()} error(s)");
            return result.IsValid ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine("el4k: " + e.Message);
            return 1;
        }
    }
}
