using El4k.Client.Configuration;
using El4k.Testing;

namespace El4k.Client.Tests.Configuration;

public sealed class ClientSettingsTests
{
    public static IEnumerable<object[]> Addresses => CaseFile.Rows("Configuration/addresses.cases", columns: 4);

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_is_a_host_and_perhaps_a_port(string where, string address, string host, string tcp, string udp)
    {
        var options = Resolve(new El4kClientOptions { Address = address }, [], out var problems);
        Assert.Empty(problems);
        Assert.True((host, tcp, udp) == (options.Address, $"{options.TcpPort}", $"{options.UdpPort}"), where);
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:")]
    [InlineData("host:abc")]
    [InlineData("http://host")]
    [InlineData(":9601")]
    public void An_address_that_is_none_is_a_problem(string address)
    {
        Resolve(new El4kClientOptions { Address = address }, [], out var problems);
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void Everything_wrong_is_named_at_once()
    {
        var options = new El4kClientOptions
        {
            TcpPort = 0, UdpPort = 70_000, MaxDatagramBytes = 100, MetricQueueCapacity = 0, LogQueueCapacity = 0, LogQueueBytes = 0,
        };
        Resolve(options, [], out var problems);
        Assert.Equal(6, problems.Count);
    }

    [Fact]
    public void Variables_win_over_code_and_the_PHP_clients_names_are_known()
    {
        var written = new El4kClientOptions { Service = "code", Address = "code", Region = "code" };
        var options = Resolve(
            written,
            new()
            {
                ["LOGSTASH_ADDRESS"] = "from-variable", ["EL4K_SERVICE"] = "reports", ["EL4K_TCP_PORT"] = "1", ["EL4K_UDP_PORT"] = "2",
                ["EL4K_ENVIRONMENT"] = "prod", ["EL4K_VERSION"] = "9", ["EL4K_INSTANCE"] = "i", ["AWS_REGION"] = "eu-west-1",
                ["LOGSTASH_APM_ENABLE"] = "false", ["EL4K_STDERR"] = "0",
            },
            out var problems);
        Assert.Empty(problems);
        Assert.Equal(("from-variable", "reports", 1, 2), (options.Address, options.Service, options.TcpPort, options.UdpPort));
        Assert.Equal(("prod", "9", "i", "code"), (options.Environment, options.Version, options.Instance, options.Region));
        Assert.Equal((true, false, false), (options.Enabled, options.MetricsEnabled, options.FallbackToStandardError));
        Assert.Equal("code", written.Service);
    }

    [Fact]
    public void A_variable_that_cannot_be_understood_is_a_problem()
    {
        Resolve(new(), new() { ["EL4K_TCP_PORT"] = "many", ["EL4K_ENABLED"] = "perhaps" }, out var problems);
        Assert.Equal(2, problems.Count);
    }

    [Theory]
    [InlineData("Reports.Api", "reports.api")]
    [InlineData(" My Service ", "my-service")]
    [InlineData("a/b*c?d\"e<f>g|h,i#j:k\\l", "a-b-c-d-e-f-g-h-i-j-k-l")]
    public void A_service_can_be_part_of_an_index_name(string given, string expected)
    {
        Assert.Equal(expected, Resolve(new El4kClientOptions { Service = given }, [], out _).Service);
    }

    private static El4kClientOptions Resolve(El4kClientOptions options, Dictionary<string, string> variables, out List<string> problems) =>
        ClientSettings.Resolve(options, variables.GetValueOrDefault, out problems);
}
