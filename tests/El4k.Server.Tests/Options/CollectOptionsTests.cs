using System.CommandLine;
using El4k.Collector.Events;
using El4k.Server.Collecting;
using El4k.Server.Options;
using El4k.Server.Settings;

namespace El4k.Server.Tests.Options;

public sealed class CollectOptionsTests
{
    [Theory]
    [InlineData("--field-reference-escape-style")]
    [InlineData("--config.field_reference.escape_style")]
    public void The_escape_style_has_the_name_of_its_setting_and_that_of_logstashs_command_line(string option)
    {
        var command = new Command("collect");
        CollectOptions.AddTo(command, SettingList.All);

        var settings = CollectOptions.Read(command.Parse([option, "percent"]));

        Assert.Empty(settings.Warnings);
        Assert.Equal(FieldEscapeStyle.Percent, settings.Node.FieldEscapes);
    }

    [Theory]
    [InlineData("-e")]
    [InlineData("--config.string")]
    public void An_empty_text_is_a_configuration_from_stdin_to_stdout_as_in_logstash(string option)
    {
        var command = new Command("collect");
        CollectOptions.AddTo(command, SettingList.All);

        var settings = CollectOptions.Read(command.Parse([option, ""]));

        Assert.False(Assert.Single(PipelineSpecification.All(settings, PipelineSource.BuiltIn)).Source.IsBuiltIn);
    }

    [Theory]
    [InlineData("-t --pipelne.workers", "Unrecognized command or argument '--pipelne.workers'.")]
    [InlineData("-r -x", "Unrecognized command or argument '-x'.")]
    [InlineData("-t -r", "")]
    [InlineData("-t false -r", "")]
    public void What_follows_a_switch_is_no_value_of_it_when_it_looks_like_an_option(string line, string error)
    {
        var command = new Command("collect");
        CollectOptions.AddTo(command, SettingList.All);

        Assert.Equal(error, command.Parse(line.Split(' ')).Errors.Select(e => e.Message).FirstOrDefault() ?? "");
    }
}
