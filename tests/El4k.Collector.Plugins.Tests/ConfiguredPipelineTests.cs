using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins.Tests.Outputs;

namespace El4k.Collector.Plugins.Tests;

/// <summary>Whole configurations, from text to a bulk request on a socket.</summary>
public sealed class ConfiguredPipelineTests
{
    [Fact]
    public async Task The_seeds_pipeline_carries_events_from_both_ports_to_their_index()
    {
        using var server = new FakeBulkServer();
        var definition = Load($$"""
            input { tcp { port => 0 codec => json } udp { port => 0 codec => json } }
            filter { mutate { remove_field => ["path", "host", "port"] } }
            output { elasticsearch { index => "logstash-%{service}-%{+YYYY}" hosts => ["{{server.Url}}"] } }
            """);
        await using var pipeline = new EventPipeline(definition.Definition!);
        await pipeline.StartAsync();
        Send(pipeline, "tcp", SocketType.Stream, """{"service":"reports","path":"/","host":"h","port":1,"n":1}""" + "\n");
        Send(pipeline, "udp", SocketType.Dgram, """{"service":"billing","n":2}""" + "\n" + """{"service":"billing","n":3}""");

        await Eventually.IsTrueAsync(() => server.Bulks.Sum(bulk => bulk.Actions.Count()) == 3, "three documents arrive");
        var actions = server.Bulks.SelectMany(bulk => bulk.Actions).ToList();
        Assert.Equal(["logstash-billing", "logstash-billing", "logstash-reports"], actions.Select(action => action.Index![..^5]).Order());
        Assert.All(actions, action =>
        {
            var document = JsonDocument.Parse(action.Document).RootElement;
            Assert.False(document.TryGetProperty("path", out _) || document.TryGetProperty("host", out _) || document.TryGetProperty("port", out _));
            Assert.True(document.TryGetProperty("@timestamp", out _));
        });
    }

    [Theory]
    [InlineData("input { kafka { topics => \"x\" } }", "kafka")]
    [InlineData("input { tcp { port => 0 ssl_truststore_type => \"jks\" } }", "jks")]
    [InlineData("input { stdin { codec => avro { schema_uri => \"x\" } } }", "avro")]
    public void What_is_not_there_yet_is_said_by_name(string text, string name)
    {
        var result = Load(text);
        Assert.Null(result.Definition);
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.IsError
            && diagnostic.ToString().Contains(name, StringComparison.Ordinal)
            && diagnostic.Message.Contains("yet", StringComparison.Ordinal));
    }

    [Fact]
    public void On_a_stream_json_keeps_its_options_as_json_lines() =>
        Assert.DoesNotContain(Load("input { tcp { port => 0 codec => json { target => \"[a]\" charset => \"CP1252\" } } }").Diagnostics, diagnostic => diagnostic.IsError);

    [Fact]
    public void Options_without_effect_are_warnings()
    {
        var result = Load("input { tcp { port => 0 dns_reverse_lookup_enabled => false } } output { elasticsearch { validate_after_inactivity => 1 } }");
        Assert.NotNull(result.Definition);
        Assert.Equal(2, result.Diagnostics.Count(diagnostic => !diagnostic.IsError));
    }

    private static ConfigurationResult Load(string text) =>
        CollectorConfiguration.LoadText(text, "test.conf", new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry() });

    private static void Send(EventPipeline pipeline, string input, SocketType type, string text)
    {
        var endPoint = (IPEndPoint)pipeline.ReadStatus().Plugins.Single(plugin => plugin.Name == input).Listens!;
        using var socket = new Socket(AddressFamily.InterNetwork, type, ProtocolType.Unspecified);
        socket.Connect(endPoint);
        socket.Send(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
