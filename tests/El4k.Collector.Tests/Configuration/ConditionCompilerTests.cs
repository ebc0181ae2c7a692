using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Tests.Fakes;
using El4k.Testing;

namespace El4k.Collector.Tests.Configuration;

public sealed class ConditionCompilerTests
{
    public static IEnumerable<object[]> Conditions => CaseFile.Rows("Configuration/conditions.cases", 3);

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_means_what_it_says(string where, string condition, string json, string expected)
    {
        ConfigurationResult loaded = FakePlugins.Load($"filter {{ if {condition} {{ mutate {{ }} }} }}", Variable);
        Assert.True(loaded.IsValid, string.Join('\n', loaded.Diagnostics));
        var branch = Assert.IsType<BranchStep<IFilter>>(Assert.Single(loaded.Definition.Filters));
        bool actual = branch.Arms[0].Condition!(Event.Parse(json));
        Assert.Equal($"{where} {expected}", $"{where} {(actual ? "true" : "false")}");
    }

    [Fact]
    public void A_wrong_regular_expression_is_an_error_of_the_configuration()
    {
        ConfigurationResult loaded = FakePlugins.Load("filter { if [a] =~ /(/ { } }");
        Assert.StartsWith("The regular expression is wrong", Assert.Single(loaded.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_match_that_would_take_forever_is_given_up()
    {
        ConfigurationResult loaded = FakePlugins.Load("filter { if [a] =~ /^(a+)+$/ { mutate { } } }");
        var branch = (BranchStep<IFilter>)loaded.Definition!.Filters[0];
        Assert.False(branch.Arms[0].Condition!(Event.Parse($$"""{"a":"{{new string('a', 60)}}!"}""")));
    }

    private static string? Variable(string name) => name switch
    {
        "HOME_OF" => "home",
        "PATTERN" => "^ab",
        _ => null,
    };
}
