using System.CommandLine;
using El4k.Collector.Events;
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
}
