using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace El4k.Client.AspNetCore.Tests.Logging;

public sealed class El4kLoggerTests
{
    [Theory]
    [InlineData(LogLevel.Trace, 100, "DEBUG")]
    [InlineData(LogLevel.Debug, 100, "DEBUG")]
    [InlineData(LogLevel.Information, 200, "INFO")]
    [InlineData(LogLevel.Warning, 300, "WARNING")]
    [InlineData(LogLevel.Error, 400, "ERROR")]
    [InlineData(LogLevel.Critical, 500, "CRITICAL")]
    public async Task Levels_are_Monologs(LogLevel level, int number, string name)
    {
        await using var app = await StartAsync();
        Logger(app).Log(level, "hello");
        var record = await app.LogAsync("hello");
        Assert.Equal((number, name), (record.GetProperty("level").GetInt32(), record.GetProperty("level_name").GetString()));
    }

    [Fact]
    public async Task Values_stand_in_the_context_with_their_types_and_the_template_beside_them()
    {
        await using var app = await StartAsync();
        Logger(app).Log(LogLevel.Information, new EventId(7, "Built"), "Report {Report} has {Rows} rows", "sales", 3);
        var record = await app.LogAsync("Report sales has 3 rows");
        Assert.Equal("my.channel", record.GetProperty("channel").GetString());
        Assert.Equal("{\"Report\":\"sales\",\"Rows\":3,\"template\":\"Report {Report} has {Rows} rows\"}", record.GetProperty("context").GetRawText());
        var extra = record.GetProperty("extra");
        Assert.Equal((7, "Built"), (extra.GetProperty("event_id").GetInt32(), extra.GetProperty("event_name").GetString()));
        Assert.NotEqual(0, extra.GetProperty("thread").GetInt32());
        Assert.Equal(JsonValueKind.String, record.GetProperty("event_id").ValueKind);
    }

    [Fact]
    public async Task Scopes_stand_in_the_context_and_the_inner_wins()
    {
        await using var app = await StartAsync();
        var log = Logger(app);
        using (log.BeginScope(new Dictionary<string, object?> { ["Tenant"] = "outer", ["job"] = 1 }))
        using (log.BeginScope("in words"))
        using (log.BeginScope("{Tenant}", "inner"))
        {
            log.Log(LogLevel.Information, "scoped");
        }

        var context = (await app.LogAsync("scoped")).GetProperty("context");
        Assert.Equal("inner", context.GetProperty("Tenant").GetString());
        Assert.Equal(1, context.GetProperty("job").GetInt32());
        Assert.Equal("in words", context.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task An_exception_is_written_as_Monolog_does()
    {
        await using var app = await StartAsync();
        Logger(app).Log(LogLevel.Error, new InvalidOperationException("bad"), "failed");
        var exception = (await app.LogAsync("failed")).GetProperty("context").GetProperty("exception");
        Assert.Equal(("System.InvalidOperationException", "bad"), (exception.GetProperty("class").GetString(), exception.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task The_levels_of_this_provider_are_configured_under_its_name()
    {
        await using var app = await TestApplication.StartAsync(
            _ => { }, configure: builder => builder.Configuration["Logging:El4k:LogLevel:Default"] = "Warning");
        Logger(app).Log(LogLevel.Information, "not wanted");
        Logger(app).Log(LogLevel.Warning, "wanted");
        await app.LogAsync("wanted");
        Assert.DoesNotContain(app.Collector.Lines, line => line.Contains("not wanted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_template_that_does_not_fit_its_values_or_a_value_that_throws_does_not_reach_the_caller()
    {
        await using var app = await StartAsync();
        var log = Logger(app);
        log.Log<object>(LogLevel.Error, 0, new object(), null, (_, _) => throw new FormatException());
        log.Log(LogLevel.Error, "value {Value}", new Unprintable());
        log.Log(LogLevel.Error, "still here");
        await app.LogAsync("still here");
        Assert.InRange(app.Services.GetRequiredService<El4kClient>().Statistics.SerialiseErrors, 1, 2);
    }

    [Fact]
    public async Task The_last_words_of_an_application_are_sent_when_it_stops()
    {
        await using var app = await StartAsync();
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(
            () => Logger(app).Log(LogLevel.Information, "last words"));
        await app.StopAsync();
        await app.LogAsync("last words");
    }

    private static Task<TestApplication> StartAsync() =>
        TestApplication.StartAsync(_ => { }, configure: builder => builder.Logging.SetMinimumLevel(LogLevel.Trace));

    private static ILogger Logger(TestApplication app) => app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("my.channel");

    private sealed class Unprintable
    {
        public override string ToString() => throw new NotSupportedException();
    }
}
