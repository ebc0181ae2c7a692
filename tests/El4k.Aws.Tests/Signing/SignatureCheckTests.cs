using System.Text;
using El4k.Testing;
using El4k.Testing.Aws;

namespace El4k.Aws.Tests.Signing;

/// <summary>The judge of all signature tests, tried on the examples that AWS published for Signature Version 4.</summary>
public sealed class SignatureCheckTests
{
    private static readonly ManualTime _then = new(new DateTimeOffset(2015, 8, 30, 12, 36, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("GET", "/", "host;x-amz-date", "", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "/?Param2=value2&Param1=value1", "host;x-amz-date", "", "", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("GET", "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "host;x-amz-date", "", "", "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f")]
    [InlineData("POST", "/", "host;x-amz-date", "", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("POST", "/", "content-type;host;x-amz-date", "application/x-www-form-urlencoded", "Param1=value1", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a")]
    public void The_published_examples_are_right(string method, string target, string signed, string type, string body, string signature)
    {
        var check = new SignatureCheck("service", "us-east-1", new Dictionary<string, string> { [TestKeys.Id] = TestKeys.Secret }, _then);

        Assert.Null(check.Refusal(method, target, Headers("example.amazonaws.com", "service", signed, type, signature), Encoding.UTF8.GetBytes(body)));
        Assert.Equal("SignatureDoesNotMatch", check.Refusal(method, target + "x", Headers("example.amazonaws.com", "service", signed, type, signature), Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void The_example_of_the_documentation_is_right()
    {
        var check = new SignatureCheck("iam", "us-east-1", new Dictionary<string, string> { [TestKeys.Id] = TestKeys.Secret }, _then);
        var headers = Headers(
            "iam.amazonaws.com", "iam", "content-type;host;x-amz-date", "application/x-www-form-urlencoded; charset=utf-8", "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");

        Assert.Null(check.Refusal("GET", "/?Action=ListUsers&Version=2010-05-08", headers, []));
    }

    private static Dictionary<string, string> Headers(string host, string service, string signed, string type, string signature)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["host"] = host,
            ["x-amz-date"] = "20150830T123600Z",
            ["authorization"] = $"AWS4-HMAC-SHA256 Credential={TestKeys.Id}/20150830/us-east-1/{service}/aws4_request, SignedHeaders={signed}, Signature={signature}",
        };
        if (type.Length > 0)
        {
            headers["content-type"] = type;
        }

        return headers;
    }
}
