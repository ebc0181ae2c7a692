using System.Text.Json;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Outputs.Elasticsearch;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>Where events go that are told nothing: it depends on <c>ecs_compatibility</c>.</summary>
public sealed class ElasticsearchDestinationTests : IDisposable
{
    private readonly FakeBulkServer _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(EcsCompatibility.Disabled, "auto", "logstash-2026.11.25")]
    [InlineData(EcsCompatibility.Disabled, "false", "logstash-2026.11.25")]
    [InlineData(EcsCompatibility.Disabled, "true", "logs-generic-default")]
    [InlineData(EcsCompatibility.V1, "auto", "logs-generic-default")]
    [InlineData(EcsCompatibility.V8, "auto", "logs-generic-default")]
    [InlineData(EcsCompatibility.V1, "true", "logs-generic-default")]
    [InlineData(EcsCompatibility.V1, "false", "ecs-logstash-2026.11.25")]
    [InlineData(EcsCompatibility.V8, "false", "ecs-logstash-2026.11.25")]
    public async Task Where_events_go_that_are_told_nothing_depends_on_the_names_of_fields(EcsCompatibility mode, string dataStream, string index)
    {
        await WriteAsync(mode, dataStream);
        Assert.Equal(index, _server.Bulks.Single().Actions.Single().Index);
    }

    /// <summary>Options that data streams have not, and some that they have.</summary>
    [Theory]
    [InlineData("index => \"i\"", false)]
    [InlineData("action => \"index\"", false)]
    [InlineData("action => \"%{a}\"", false)]
    [InlineData("version => \"1\"", false)]
    [InlineData("version_type => \"external\"", false)]
    [InlineData("parent => \"1\"", false)]
    [InlineData("parent => \"1\" join_field => \"j\"", false)]
    [InlineData("upsert => \"{}\"", false)]
    [InlineData("doc_as_upsert => true", false)]
    [InlineData("script => \"x\"", false)]
    [InlineData("script_type => \"indexed\"", false)]
    [InlineData("script_lang => \"expression\"", false)]
    [InlineData("script_var_name => \"e\"", false)]
    [InlineData("scripted_upsert => true", false)]
    [InlineData("retry_on_conflict => 3", false)]
    [InlineData("manage_template => true", false)]
    [InlineData("template_api => \"legacy\"", false)]
    [InlineData("template_name => \"t\"", false)]
    [InlineData("template_overwrite => true", false)]
    [InlineData("ilm_enabled => \"false\"", false)]
    [InlineData("ilm_rollover_alias => \"a\"", false)]
    [InlineData("ilm_pattern => \"1\"", false)]
    [InlineData("ilm_policy => \"p\"", false)]
    [InlineData("action => \"create\"", true)]
    [InlineData("manage_template => false", true)]
    [InlineData("document_id => \"%{id}\" routing => \"r\" pipeline => \"p\" user => \"u\" password => \"p\" timeout => 5", true)]
    [InlineData("data_stream_type => \"metrics\" data_stream_sync_fields => false", true)]
    public void Events_go_to_data_streams_unless_an_option_asks_for_an_index(string options, bool isDataStream)
    {
        var log = new RecordingLog();
        var result = CollectorConfiguration.LoadText(
            $"output {{ elasticsearch {{ ecs_compatibility => v8 {options} }} }}",
            "test.conf",
            new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry(), Log = log });

        Assert.True(result.IsValid, string.Join('\n', result.Errors));
        var line = Assert.Single(log.Lines, line => line.Severity == LogSeverity.Info).Message;
        Assert.Equal(isDataStream, line.StartsWith("Documents go to data streams", StringComparison.Ordinal));
        Assert.True(isDataStream || line.Contains(options.Split(" =>")[0], StringComparison.Ordinal), line);
    }

    [Theory]
    [InlineData(EcsCompatibility.V1)]
    [InlineData(EcsCompatibility.V8)]
    public async Task With_the_elastic_common_schema_the_template_is_for_other_indices(EcsCompatibility mode)
    {
        _server.Others = request => new FakeReply(request.Method == "HEAD" ? 404 : 200, """{"acknowledged":true}""");
        await WriteAsync(mode, "false");

        var put = Assert.Single(_server.Requests, request => request.Method == "PUT");
        Assert.Equal("/_index_template/ecs-logstash", put.Target.Split('?')[0]);
        using var template = JsonDocument.Parse(put.Body);
        Assert.Equal("ecs-logstash-*", template.RootElement.GetProperty("index_patterns")[0].GetString());
    }

    private async Task WriteAsync(EcsCompatibility mode, string dataStream)
    {
        var context = PluginContext.For("es") with { EcsCompatibility = mode, DeadLetters = new RecordingDeadLetters() };
        await using var output = new ElasticsearchOutput(new ElasticsearchOptions { Hosts = [_server.Url], DataStream = dataStream }, context);
        var source = Event.Parse("{}");
        source.Timestamp = Timestamp.TryParse("2026-11-25T10:00:00Z", out var time) ? time : default;
        await output.WriteAsync(new[] { source }, CancellationToken.None);
    }
}
