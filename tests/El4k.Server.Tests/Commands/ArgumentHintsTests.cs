using El4k.Server.Commands;

namespace El4k.Server.Tests.Commands;

public sealed class ArgumentHintsTests
{
    [Theory]
    [InlineData("-f seed.conf -t", "-f is an option of `el4k collect`.|-t is an option of `el4k collect`.")]
    [InlineData("up -f seed.conf", "-f is an option of `el4k collect`.")]
    [InlineData("colect", "Did you mean collect?")]
    [InlineData("collect --pipeline.worker 2", "Did you mean --pipeline.workers?")]
    [InlineData("store --path.config x", "--path.config is an option of `el4k collect`.")]
    [InlineData("collect -t --pipeline.worker 2", "Did you mean --pipeline.workers?")]
    [InlineData("collect --path.plugins /x -t", "Logstash's --path.plugins has no use in EL4K: leave it out.")]
    [InlineData("collect -t --pipeline.unsafe_shutdown", "Logstash's --pipeline.unsafe_shutdown has no use in EL4K: leave it out.")]
    [InlineData("collect --path.plugins=/x", "Logstash's --path.plugins has no use in EL4K: leave it out.")]
    [InlineData("demo -z 5 nothing-like-it", "")]
    public void Says_what_was_meant_and_nothing_when_nothing_is_near(string line, string hints) =>
        Assert.Equal(hints, string.Join('|', ArgumentHints.For(RootCommands.Create(TimeProvider.System).Parse(line.Split(' ')))));
}
