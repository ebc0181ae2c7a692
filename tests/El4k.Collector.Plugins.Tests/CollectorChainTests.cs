using System.Net;
using System.Text.Json.Nodes;
using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins.Tests.Network;

namespace El4k.Collector.Plugins.Tests;

/// <summary>Two collectors from configuration text: what one sends over each protocol the other receives.</summary>
public sealed class CollectorChainTests
{
    [Fact]
    public async Task What_one_collector_sends_another_receives_over_every_protocol()
    {
        using var authority = new TestAuthority();
        var server = authority.Issue("server");
        var client = authority.Issue("client");
        await using var receiver = await StartAsync($$"""
            input {
              tcp { port => 0 codec => json type => "tcp" ssl_enable => true ssl_cert => "{{server.CertificateFile}}" ssl_key => "{{server.KeyFile}}" ssl_cacert => "{{authority.File}}" ssl_verify => true }
              http { port => 0 type => "http" user => "joe" password => "secret" remote_host_target_field => "[@metadata][from]" request_headers_target_field => "[@metadata][headers]" }
              udp { port => 0 codec => json type => "udp" }
              syslog { port => 0 type => "syslog" }
            }
            output { file { path => "{{authority.Folder.Path}}/out/%{type}.json" } }
            """);
        await using var sender = await StartAsync($$"""
            input { generator { count => 50 message => '{"text":"hello"}' codec => json } }
            output {
              tcp { host => "localhost" port => {{PortOf(receiver, "tcp")}} ssl_enabled => true ssl_certificate_authorities => "{{authority.File}}" ssl_certificate => "{{client.CertificateFile}}" ssl_key => "{{client.KeyFile}}" }
              http { url => "http://127.0.0.1:{{PortOf(receiver, "http")}}/" http_method => post format => json_batch http_compression => true user => "joe" password => "secret" }
              udp { host => "127.0.0.1" port => {{PortOf(receiver, "udp")}} }
              tcp { host => "127.0.0.1" port => {{PortOf(receiver, "syslog")}} codec => line { format => "<13>Nov 25 10:00:00 here app: %{sequence}" } }
            }
            """);
        foreach (var type in (string[])["tcp", "http", "udp", "syslog"])
        {
            var lines = await Eventually.GetAsync(() => Lines($"{authority.Folder.Path}/out/{type}.json") is { Length: 50 } all ? all : null, () => $"50 events by {type}: {string.Join('\n', Lines($"{authority.Folder.Path}/out/{type}.json"))}");
            var events = lines.Select(line => JsonNode.Parse(line)!).ToArray();
            Assert.Equal(Enumerable.Range(0, 50), events.Select(item => type == "syslog" ? int.Parse((string)item["message"]!) : (int)item["sequence"]!).Order());
            Assert.All(events, item => Assert.Equal(type == "syslog" ? null : "hello", (string?)item["text"]));
        }

        Assert.Equal("CN=client", (string?)JsonNode.Parse(Lines($"{authority.Folder.Path}/out/tcp.json")[0])!["sslsubject"]);
    }

    [Theory]
    [InlineData("input { tcp { port => 0 ssl_enable => false ssl_cert => \"/a\" ssl_key => \"/b\" ssl_cacert => \"/c\" ssl_verify => true tcp_keep_alive => true dns_reverse_lookup_enabled => false } }", 4)]
    [InlineData("input { http { port => 0 ssl => false keystore => \"/a\" keystore_password => \"b\" verify_mode => \"force_peer\" cipher_suites => [] tls_min_version => 1.2 tls_max_version => 1.3 threads => 4 } }", 6)]
    [InlineData("input { udp { port => 0 queue_size => 2000 workers => 2 } }", 1)]
    [InlineData("input { syslog { port => 0 locale => \"en\" } }", 0)]
    [InlineData("input { stdin {} } output { http { url => \"http://a\" http_method => \"post\" validate_after_inactivity => 200 retry_non_idempotent => true } }", 2)]
    [InlineData("input { stdin {} } output { tcp { host => \"a\" port => 1 ssl_enable => false ssl_cert => \"/a\" ssl_cacert => \"/c\" ssl_verify => false } }", 3)]
    [InlineData("input { stdin {} } output { udp { host => \"a\" port => 1 retry_backoff_ms => 10 } }", 1)]
    [InlineData("input { stdin {} } output { file { path => \"/a/%{b}\" dir_mode => 0750 file_mode => 0640 } }", 0)]
    public void Names_of_all_versions_of_logstash_are_understood(string text, int warnings)
    {
        var result = Load(text);
        Assert.True(result.Definition is not null, string.Join('\n', result.Diagnostics));
        Assert.True(warnings == result.Diagnostics.Count(line => line.Message.Contains("now called", StringComparison.Ordinal) || line.Message.Contains("no effect", StringComparison.Ordinal)), string.Join('\n', result.Diagnostics));
    }

    private static string[] Lines(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static int PortOf(EventPipeline pipeline, string input) =>
        ((IPEndPoint)pipeline.ReadStatus().Plugins.Single(plugin => plugin.Name == input).Listens!).Port;

    private static async Task<EventPipeline> StartAsync(string text)
    {
        var result = Load(text);
        Assert.True(result.Definition is not null, string.Join('\n', result.Diagnostics));
        var pipeline = new EventPipeline(result.Definition);
        await pipeline.StartAsync();
        return pipeline;
    }

    private static ConfigurationResult Load(string text) =>
        CollectorConfiguration.LoadText(text, "test.conf", new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry() });
}
