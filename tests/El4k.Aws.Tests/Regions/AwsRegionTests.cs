using El4k.Aws.Regions;
using El4k.Aws.Sqs;

namespace El4k.Aws.Tests.Regions;

public sealed class AwsRegionTests
{
    [Theory]
    [InlineData("eu-west-1", "us-west-2", "us-west-1", "eu-west-1")]
    [InlineData(null, "us-west-2", "us-west-1", "us-west-2")]
    [InlineData(" ", null, "us-west-1", "us-west-1")]
    [InlineData(null, null, null, "us-east-1")]
    public void The_option_goes_before_the_environment(string? given, string? region, string? fallback, string expected) =>
        Assert.Equal(expected, AwsRegion.Resolve(given, name => name == "AWS_REGION" ? region : fallback));

    [Theory]
    [InlineData("eu-central-1", "https://sqs.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://sqs.cn-north-1.amazonaws.com.cn/")]
    public void A_region_of_another_partition_has_another_address(string region, string address) =>
        Assert.Equal(new Uri(address), SqsEndpoint.OfRegion(region));
}
