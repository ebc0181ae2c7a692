using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Outputs.Opensearch;
using El4k.Testing.Aws;

namespace El4k.Collector.Plugins.Tests.Outputs;

public sealed class OpensearchOutputTests : IDisposable
{
    private readonly FakeBulkServer _server = new();
    private readonly RecordingLog _log = new();
    private readonly PluginContext _context;

    public OpensearchOutputTests() => _context = PluginContext.For("os", _log) with { DeadLetters = new RecordingDeadLetters() };

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_user_and_password_come_from_the_options_or_from_auth_type()
    {
        await WriteAsync(Options() with { User = "u", Password = "p" });
        await WriteAsync(Options() with { AuthType = Auth(("type", "basic"), ("user", "a"), ("password", "b")) });
        await WriteAsync(Options());

        Assert.Equal(["Basic dTpw", "Basic YTpi", ""], _server.Bulks.Select(bulk => bulk.Headers.GetValueOrDefault("authorization") ?? ""));
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, "logstash")]
    [InlineData(EcsCompatibility.V1, "ecs-logstash")]
    [InlineData(EcsCompatibility.V8, "ecs-logstash")]
    public async Task Index_and_template_have_names_that_go_with_those_of_fields(EcsCompatibility mode, string name)
    {
        _server.Others = request => new FakeReply(request.Method == "HEAD" ? 404 : 200, "{}");
        await using var output = new OpensearchOutput(Options() with { Index = null, ManageTemplate = true }, _context with { EcsCompatibility = mode });
        await output.WriteAsync(new[] { Event.Parse("{}") }, CancellationToken.None);

        Assert.StartsWith(name + "-20", _server.Bulks.Single().Actions.Single().Index, StringComparison.Ordinal);
        Assert.Equal("/_index_template/" + name, Assert.Single(_server.Requests, request => request.Method == "PUT").Target.Split('?')[0]);
    }

    [Theory]
    [InlineData("es")]
    [InlineData("aoss")]
    public async Task Requests_are_signed_for_the_service_named(string service)
    {
        await using var proxy = new SignedProxy(new Uri(_server.Url), TestKeys.Check(service) with { IsServerless = service == "aoss" });
        await WriteAsync(Options() with
        {
            Hosts = [proxy.Address.ToString()],
            AuthType = Auth(("type", "aws_iam"), ("region", TestKeys.Region), ("service_name", service), ("aws_access_key_id", TestKeys.Id), ("aws_secret_access_key", TestKeys.Secret)),
        });

        Assert.Empty(proxy.Refusals);
        Assert.Single(_server.Bulks);
    }

    [Theory]
    [InlineData(null, "PUT /_index_template/logstash")]
    [InlineData(true, "PUT /_template/logstash")]
    [InlineData(false, "PUT /_index_template/logstash")]
    public async Task The_kind_of_template_is_the_one_asked_for(bool? legacy, string expected)
    {
        _server.Others = request => new FakeReply(request.Method == "HEAD" ? 404 : 200, "{}");
        await WriteAsync(Options() with { LegacyTemplate = legacy });
        Assert.Equal(expected, _server.Requests.Where(request => request.Method == "PUT").Select(request => $"{request.Method} {request.Target}").Single());
    }

    [Fact]
    public async Task Requests_are_cut_at_the_bytes_asked_for()
    {
        await WriteAsync(Options() with { TargetBulkBytes = new ByteSize(1) }, "{}", "{}", "{}");
        Assert.Equal([1, 1, 1], _server.Bulks.Select(bulk => bulk.Actions.Count()));
    }

    [Fact]
    public void An_auth_type_that_cannot_be_meant_is_refused()
    {
        foreach (var auth in new[]
        {
            Auth(("user", "a")), Auth(("type", "kerberos")), Auth(("type", "basic"), ("user", "a")), Auth(("type", "aws_iam"), ("aws_access_key_id", "a")), Auth(("type", "aws_iam"), ("regoin", "a")),
        })
        {
            Assert.Equal("auth_type", Assert.Throws<PluginOptionException>(() => new OpensearchOutput(Options() with { AuthType = auth }, _context)).Option);
        }
    }

    private static OptionMap<string, string> Auth(params (string Name, string Value)[] values) => new([.. values.Select(pair => new KeyValuePair<string, string>(pair.Name, pair.Value))]);

    private OpensearchOptions Options() => new() { Hosts = [_server.Url], Index = StringFormat.Parse("i"), RetryInitialInterval = 0.02, RetryMaxInterval = 0.05 };

    private Task WriteAsync(OpensearchOptions options) => WriteAsync(options, "{}");

    private async Task WriteAsync(OpensearchOptions options, params string[] json)
    {
        await using var output = new OpensearchOutput(options, _context);
        await output.WriteAsync(json.Select(text => Event.Parse(text)).ToArray(), CancellationToken.None);
    }
}
