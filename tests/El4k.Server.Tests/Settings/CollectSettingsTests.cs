using El4k.Server.Collecting;
using El4k.Server.Roles;
using El4k.Server.Settings;
using El4k.Testing;

namespace El4k.Server.Tests.Settings;

public sealed class CollectSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_option_wins_over_a_variable_a_variable_over_a_file_a_file_over_the_default()
    {
        _folder.Write("logstash.yml", "pipeline:\n  batch:\n    size: 10\n    delay: 10\npipeline.workers: 10\nlog.level: debug\n");
        _variables["PIPELINE_WORKERS"] = "20";
        _variables["PIPELINE_BATCH_DELAY"] = "20";
        var settings = Read(("pipeline.batch.delay", "30")).Node;

        Assert.Equal(TimeSpan.FromMilliseconds(30), settings.Milliseconds(SettingList.BatchDelay));
        Assert.Equal(20, settings.Count(SettingList.Workers));
        Assert.Equal(10, settings.Count(SettingList.BatchSize));
        Assert.Equal("memory", settings.Text(SettingList.QueueType));
        Assert.Equal($"{_folder.At("logstash.yml")}:3", settings.OriginOf(SettingList.BatchSize));
    }

    [Fact]
    public void Everything_that_is_wrong_in_a_file_is_told_at_once_with_its_line()
    {
        var file = _folder.Write("logstash.yml", "pipelne.workers: 2\npipeline.batch.size: many\n# a comment\npath.config: [a, b]\napi.auth.type: basic\nnode.name: ${NOWHERE}\nnode.name: x\n");
        var wrong = Assert.Throws<SettingException>(() => Read());

        Assert.Collection(
            wrong.Errors,
            e => Assert.Equal($"{file}:1: error: There is no setting pipelne.workers. Did you mean pipeline.workers?", e),
            e => Assert.Equal($"{file}:2: error: pipeline.batch.size: \"many\" is not valid: expected a whole number of at least 1.", e),
            e => Assert.Equal($"{file}:4: error: path.config takes one value, not a list.", e),
            e => Assert.StartsWith($"{file}:5: error: api.auth.type is not in EL4K yet", e, StringComparison.Ordinal),
            e => Assert.Equal($"{file}:6: error: The variable NOWHERE is not set. Set it, or give a default: ${{NOWHERE:value}}.", e),
            e => Assert.Equal($"{file}:7: error: node.name stands here twice.", e));
    }

    [Theory]
    [InlineData("pipeline.workers", "pipeline.workers\n", "1")]
    [InlineData("tabs", "a: 1\n\tb: 1\n", "1")]
    [InlineData("a list", "- a\n", "1")]
    public void What_is_no_map_names_the_line(string what, string text, string line)
    {
        var file = _folder.Write("logstash.yml", text);
        var wrong = Assert.Throws<SettingException>(() => Read());

        Assert.True(wrong.Message.StartsWith($"{file}:{line}: error:", StringComparison.Ordinal), $"{what}: {wrong.Message}");
    }

    [Fact]
    public void What_has_no_use_here_is_a_warning_and_so_is_a_former_name()
    {
        _folder.Write("logstash.yml", "pipeline.plugin_classloaders: true\nxpack.monitoring.enabled: false\nhttp.port: 9611\nmodules:\n  - name: x\n");
        var settings = Read();

        Assert.Equal(4, settings.Warnings.Count);
        Assert.Contains(settings.Warnings, w => w.Contains("yml:3", StringComparison.Ordinal) && w.Contains("api.http.port", StringComparison.Ordinal));
        Assert.Equal((9611, 9611), settings.Node.Ports(SettingList.ApiPort));
    }

    [Fact]
    public void Only_the_report_of_the_settings_below_monitoring_is_one_that_counts()
    {
        _folder.Write("logstash.yml", "monitoring.enabled: false\nmonitoring.cluster_uuid: x\n");
        var settings = Read();

        Assert.False(settings.Node.Switch(SettingList.MonitoringEnabled));
        Assert.Contains("monitoring.cluster_uuid", Assert.Single(settings.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_are_replaced_in_files_and_words_of_the_environment_may_be_capital()
    {
        _folder.Write("logstash.yml", "node.name: \"${NAME}-${ZONE:eu}\"\n");
        _variables["NAME"] = "collector";
        _variables["LOG_LEVEL"] = "DEBUG";
        var settings = Read().Node;

        Assert.Equal("collector-eu", settings.Text(SettingList.NodeName));
        Assert.Equal("debug", settings.Text(SettingList.LevelOfLog));
    }

    [Fact]
    public void Each_pipeline_has_its_own_settings_over_those_of_the_program()
    {
        _folder.Write("logstash.yml", "pipeline.batch.size: 50\n");
        _folder.Write("pipelines.yml", "- pipeline.id: a\n  config.string: \"input { stdin {} }\"\n  pipeline.workers: 3\n- pipeline.id: b\n  path.config: /b/*.conf\n  queue.type: persisted\n");
        var pipelines = PipelineSpecification.All(Read(), null);

        Assert.Equal(["a", "b"], pipelines.Select(pipeline => pipeline.Id));
        Assert.Equal(3, pipelines[0].Run("").Workers);
        Assert.Equal(50, pipelines[0].Run("").BatchSize);
        Assert.Equal("persisted", pipelines[1].Settings.Text(SettingList.QueueType));
        Assert.Equal("/b/*.conf", pipelines[1].Source.Name);
    }

    [Fact]
    public void A_text_is_called_by_where_it_stands()
    {
        _folder.Write("pipelines.yml", "- pipeline.id: a\n  config.string: x\n- pipeline.id: b\n  config.string: y\n");

        Assert.Equal(["config.string of a", "config.string of b"], PipelineSpecification.All(Read(), null).Select(pipeline => pipeline.Source.Name));
        Assert.Equal("-e", PipelineSpecification.All(Read(("config.string", "x")), null).Single().Source.Name);
    }

    [Theory]
    [InlineData("- pipeline.id: a\n  config.string: x\n- pipeline.id: a\n  config.string: y\n", ":3: error: Two pipelines have the pipeline.id a")]
    [InlineData("- pipeline.id: a\n", ":1: error: The pipeline a has no configuration")]
    [InlineData("- pipeline.id: a\n  config.string: x\n  path.config: y\n", ":2: error: path.config (-f) and config.string (-e) exclude each other")]
    [InlineData("- pipeline.id: a\n  config.string: x\n  log.level: debug\n", ":3: error: log.level is a setting of the whole program")]
    [InlineData("- pipeline.id: ../a\n  config.string: x\n", ":1: error: pipeline.id \"../a\" cannot be the name of a folder")]
    [InlineData("pipeline.id: a\n", ":1: error: expected a list of pipelines")]
    public void A_wrong_list_of_pipelines_names_the_line(string text, string message)
    {
        var file = _folder.Write("pipelines.yml", text);
        var wrong = Assert.Throws<SettingException>(() => PipelineSpecification.All(Read(), null));

        Assert.StartsWith(file + message, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_of_pipelines_is_ignored_with_a_warning_when_the_command_names_one()
    {
        _folder.Write("pipelines.yml", "- pipeline.id: a\n  config.string: x\n");
        var settings = Read(("config.string", "input {}"));

        Assert.Null(settings.Pipelines);
        Assert.Contains("pipelines.yml: warning: ignored", Assert.Single(settings.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_ordered_pipeline_has_one_worker_and_refuses_more()
    {
        Assert.Equal(1, PipelineSpecification.All(Read(("pipeline.ordered", "true")), PipelineSource.BuiltIn)[0].Run("").Workers);
        var refusal = Assert.Throws<RoleStartException>(() => PipelineSpecification.All(Read(("pipeline.ordered", "true"), ("pipeline.workers", "2")), PipelineSource.BuiltIn)[0].Run(""));
        Assert.Contains("pipeline.ordered", refusal.Message, StringComparison.Ordinal);
    }

    private CollectSettings Read(params (string Name, string Text)[] options) => CollectSettings.Read(
        [("path.settings", _folder.Path, "--path.settings"), .. options.Select(option => (option.Name, option.Text, "--" + option.Name))],
        name => _variables.GetValueOrDefault(name));
}
