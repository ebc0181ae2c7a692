using El4k.Collector.Plugins;
using El4k.Server.Logging;

namespace El4k.Server.Tests.Logging;

public sealed class LogLevelsTests
{
    [Fact]
    public void A_level_holds_for_the_names_below_it()
    {
        var levels = new LogLevels(LogLevel.Warn);
        levels.Set("logstash.inputs", LogLevel.Debug);
        levels.Set("logstash.inputs.tcp", LogLevel.Error);

        Assert.Equal(LogLevel.Debug, levels.Of("logstash.inputs.udp"));
        Assert.Equal(LogLevel.Error, levels.Of("logstash.inputs.tcp"));
        Assert.Equal(LogLevel.Warn, levels.Of("logstash.outputs.null"));
        Assert.True(levels.IsEnabledSomewhere(LogSeverity.Debug));
        levels.Reset();
        Assert.Equal(LogLevel.Warn, levels.Of("logstash.inputs.udp"));
        Assert.False(levels.IsEnabledSomewhere(LogSeverity.Info));
    }

    [Fact]
    public void The_empty_name_is_the_root()
    {
        var levels = new LogLevels(LogLevel.Info);
        levels.Set("", LogLevel.Off);

        Assert.False(levels.IsEnabled("logstash.agent", LogSeverity.Error));
    }

    [Fact]
    public void A_JSON_line_has_the_names_of_Logstash()
    {
        using var screen = new StringWriter();
        using var log = new ProgramLog(new LogLevels(LogLevel.Info), LogFormat.Json, new El4k.Testing.ManualTime(DateTimeOffset.UnixEpoch), screen);
        var pipeline = new PipelineLog(log, "main");
        pipeline.Know("mine", PluginKind.Output, "elasticsearch");
        pipeline.Write(LogSeverity.Warning, "mine", "say \"it\"");
        pipeline.Write(LogSeverity.Debug, "mine", "not said");

        var line = System.Text.Json.Nodes.JsonNode.Parse(Assert.Single(screen.ToString().TrimEnd().Split('\n')))!;
        Assert.Equal("WARN", (string)line["level"]!);
        Assert.Equal("logstash.outputs.elasticsearch", (string)line["loggerName"]!);
        Assert.Equal(0, (long)line["timeMillis"]!);
        Assert.Equal("say \"it\"", (string)line["logEvent"]!["message"]!);
    }

    [Fact]
    public void A_line_of_the_file_has_time_and_level_and_one_of_the_screen_is_for_people()
    {
        using var folder = new El4k.Testing.TemporaryFolder();
        using var screen = new StringWriter();
        using (var log = new ProgramLog(new LogLevels(LogLevel.Info), LogFormat.Plain, new El4k.Testing.ManualTime(DateTimeOffset.UnixEpoch), screen, new LogFile(folder.At("el4k-plain.log"))))
        {
            log.Write("hello");
            log.Write(LogSeverity.Warning, "logstash.inputs.tcp", "tcp", "look", new IOException("why"));
        }

        Assert.Equal(["el4k: hello", "el4k: warning: [tcp] look (why)"], screen.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n'));
        Assert.Equal(
            ["[1970-01-01T00:00:00.000Z][INFO ] hello", "[1970-01-01T00:00:00.000Z][WARN ] [tcp] look (why)"],
            File.ReadAllLines(folder.At("el4k-plain.log")));
    }

    [Fact]
    public void A_log_file_over_its_bound_is_put_aside()
    {
        using var folder = new El4k.Testing.TemporaryFolder();
        using (var file = new LogFile(folder.At("logs/el4k-plain.log"), maxBytes: 8))
        {
            file.WriteLine("0123456789");
            file.WriteLine("second");
        }

        Assert.Equal("0123456789\n", File.ReadAllText(folder.At("logs/el4k-plain.log.1")));
        Assert.Equal("second\n", File.ReadAllText(folder.At("logs/el4k-plain.log")));
    }
}
