using System.Net.Http.Headers;
using System.Text;
using El4k.Aws.Signing;
using El4k.Testing;
using El4k.Testing.Aws;

namespace El4k.Aws.Tests.Signing;

public sealed class RequestSignerTests
{
    private static readonly ManualTime _now = new(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("sqs", "POST", "https://sqs.eu-central-1.amazonaws.com/", """{"QueueName":"q"}""")]
    [InlineData("es", "POST", "https://search.eu-central-1.es.amazonaws.com/_bulk?filter_path=errors%2Citems.%2A.error%2Citems.%2A.status", "{}\n")]
    [InlineData("es", "HEAD", "https://search.eu-central-1.es.amazonaws.com/", "")]
    [InlineData("es", "PUT", "https://search.eu-central-1.es.amazonaws.com/%3Clogstash-%7Bnow%2Fd%7D%3E/_doc/a%20b%2Bc", "{}")]
    [InlineData("es", "GET", "http://127.0.0.1:9200/logstash-*/_search?q=a%2Bb&size=0&flag", "")]
    [InlineData("es", "GET", "https://search.eu-central-1.es.amazonaws.com/x/ünï?z=1&a=%C3%BC&A=2", "")]
    [InlineData("aoss", "POST", "https://x.eu-central-1.aoss.amazonaws.com/logstash-a/_bulk", "{}\n")]
    public async Task What_is_signed_is_what_the_service_computes(string service, string method, string address, string body)
    {
        using var request = await SignAsync(service, method, address, body);
        var check = TestKeys.Check(service) with { Time = _now, IsServerless = service == "aoss" };

        Assert.Null(Judge(check, request, body));
        if (body.Length > 0)
        {
            Assert.Equal("the body is not the one that was signed", Judge(check, request, body + " "));
        }
    }

    [Fact]
    public async Task Only_the_headers_that_all_services_take_are_signed()
    {
        using var request = await SignAsync("aoss", "POST", "https://x.eu-central-1.aoss.amazonaws.com/_bulk", "{}\n");

        Assert.Contains("SignedHeaders=content-encoding;content-type;host;x-amz-content-sha256;x-amz-date,", request.Headers.NonValidated["Authorization"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Temporary_keys_send_their_token_signed()
    {
        using var request = await SignAsync("sqs", "POST", "https://sqs.eu-central-1.amazonaws.com/", "{}", "token/with+signs==");
        var check = TestKeys.Check("sqs") with { Time = _now, SessionToken = "token/with+signs==" };

        Assert.Null(Judge(check, request, "{}"));
        Assert.NotNull(Judge(check with { SessionToken = "other" }, request, "{}"));
    }

    [Fact]
    public async Task A_clock_that_is_wrong_follows_the_services_after_a_refusal()
    {
        var wrong = new ManualTime(_now.GetUtcNow() - TimeSpan.FromHours(1));
        var signer = new RequestSigner(new FixedKeys(), TestKeys.Region, "sqs", wrong);
        var check = TestKeys.Check("sqs") with { Time = _now };
        using var request = Request("POST", "https://sqs.eu-central-1.amazonaws.com/", "{}");

        await signer.SignAsync(request, "{}"u8.ToArray(), CancellationToken.None);
        Assert.Equal("Signature expired", Judge(check, request, "{}"));

        Assert.True(signer.FollowClock(_now.GetUtcNow()));
        await signer.SignAsync(request, "{}"u8.ToArray(), CancellationToken.None);
        Assert.Null(Judge(check, request, "{}"));
        Assert.False(signer.FollowClock(wrong.GetUtcNow() + TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.Zero, signer.ClockSkew);
    }

    [Fact]
    public async Task The_bytes_that_leave_are_those_that_were_signed()
    {
        await using var proxy = new SignedProxy(new Uri("http://127.0.0.1:1/"), TestKeys.Check("es"));
        proxy.Fault = request => proxy.Refusals.IsEmpty && TestKeys.Check("es").Refusal(request.Method, request.Target, request.Headers, request.Body) is { } refusal
            ? new ProxyFault { Status = 403, Body = refusal }
            : new ProxyFault { Status = 200 };
        using var http = new HttpClient(new SigningHandler(new RequestSigner(new FixedKeys(), TestKeys.Region, "es"), new SocketsHttpHandler()));
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"index\":{}}\n{\"message\":\"ünï\"}\n", 10_000)));

        using var content = new ByteArrayContent(body);
        using var answer = await http.PostAsync(new Uri(proxy.Address, "_bulk?filter_path=errors%2Citems"), content);

        Assert.Equal("{}", await answer.Content.ReadAsStringAsync());
        Assert.Equal(body, Assert.Single(proxy.Requests).Body);
    }

    [Fact]
    public async Task A_refusal_says_whether_the_clock_or_the_keys_are_wrong()
    {
        var time = new ManualTime(_now.GetUtcNow());
        await using var proxy = new SignedProxy(new Uri("http://127.0.0.1:1/"), TestKeys.Check("es")) { Clock = time };
        proxy.Fault = _ => new ProxyFault { Status = 403 };
        var said = new List<string?>();
        using var http = new HttpClient(new SigningHandler(new RequestSigner(new FixedKeys(), TestKeys.Region, "es", time), new SocketsHttpHandler()) { OnAuthentication = said.Add });

        using (await http.GetAsync(proxy.Address))
        {
            Assert.Contains("access policy", Assert.Single(said), StringComparison.Ordinal);
        }

        proxy.Clock = new ManualTime(time.GetUtcNow() + TimeSpan.FromMinutes(20));
        using (await http.GetAsync(proxy.Address))
        {
            Assert.Contains("clock differs from the service's by 1200 s", said[1], StringComparison.Ordinal);
        }

        proxy.Fault = _ => new ProxyFault { Status = 200 };
        using (await http.GetAsync(proxy.Address))
        {
            Assert.Null(said[2]);
        }
    }

    private static async Task<HttpRequestMessage> SignAsync(string service, string method, string address, string body, string? token = null)
    {
        var request = Request(method, address, body);
        await new RequestSigner(new FixedKeys(token), TestKeys.Region, service, _now).SignAsync(request, Encoding.UTF8.GetBytes(body), CancellationToken.None);
        return request;
    }

    private static HttpRequestMessage Request(string method, string address, string body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body.Length > 0)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            request.Content.Headers.ContentEncoding.Add("gzip");
            request.Headers.Add("X-Amz-Target", "AmazonSQS.Test");
            if (!address.Contains("sqs", StringComparison.Ordinal))
            {
                request.Headers.Remove("X-Amz-Target");
            }
        }

        return request;
    }

    private static string? Judge(SignatureCheck check, HttpRequestMessage request, string body)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        headers["host"] = request.RequestUri!.IsDefaultPort ? request.RequestUri.Host : request.RequestUri.Authority;
        return check.Refusal(request.Method.Method, request.RequestUri.PathAndQuery, headers, Encoding.UTF8.GetBytes(body));
    }
}
