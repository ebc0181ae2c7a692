using System.Globalization;
using El4k.Aws.Credentials;
using El4k.Testing;
using El4k.Testing.Aws;

namespace El4k.Aws.Tests.Credentials;

/// <summary>Where credentials come from, with the metadata and token services played on loopback. One class, so that nothing else changes the environment meanwhile.</summary>
public sealed class CredentialChainTests : IAsyncLifetime
{
    private readonly ProcessVariables _variables = new();
    private readonly TemporaryFolder _folder = new();
    private SignedProxy _service = null!;

    public Task InitializeAsync()
    {
        // Plays every service of AWS: each test says what it answers.
        _service = new SignedProxy(new Uri("http://127.0.0.1:1/"), TestKeys.Check("sts")) { Fault = _ => new ProxyFault { Status = 404 } };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
        {
            _variables[name] = null;
        }

        _variables["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(_folder.Path, "credentials");
        _variables["AWS_CONFIG_FILE"] = Path.Combine(_folder.Path, "config");
        _variables["AWS_EC2_METADATA_DISABLED"] = "true";
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _variables.Dispose();
        _folder.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Without_any_one_error_lists_all_places()
    {
        var failure = await Assert.ThrowsAsync<AwsCredentialsException>(() => GetAsync(new CredentialSettings()));

        foreach (var part in (string[])["access_key_id", "aws_credentials_file", "AWS_ACCESS_KEY_ID is not set", "AWS_WEB_IDENTITY_TOKEN_FILE is not set",
            "there is no profile \"default\"", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_EC2_METADATA_DISABLED"])
        {
            Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_options_go_before_the_environment_and_that_before_profiles()
    {
        _folder.Write("credentials", "[default]\naws_access_key_id = PROFILE\naws_secret_access_key = s\n[other]\naws_access_key_id = OTHER\naws_secret_access_key = s\naws_session_token = t\n");
        Assert.Equal(new AwsCredentials("PROFILE", "s"), await GetAsync(new CredentialSettings()));
        Assert.Equal(new AwsCredentials("OTHER", "s", "t"), await GetAsync(new CredentialSettings { Profile = "other" }));

        _variables["AWS_ACCESS_KEY_ID"] = "ENVIRONMENT";
        _variables["AWS_SECRET_ACCESS_KEY"] = "s";
        _variables["AWS_SESSION_TOKEN"] = "t";
        Assert.Equal(new AwsCredentials("ENVIRONMENT", "s", "t"), await GetAsync(new CredentialSettings()));

        Assert.Equal(new AwsCredentials("OPTION", "s"), await GetAsync(new CredentialSettings { AccessKeyId = "OPTION", SecretAccessKey = "s" }));
        Assert.Empty(_service.Requests);
    }

    [Theory]
    [InlineData("sso_start_url = https://x.awsapps.com/start\nsso_region = eu-central-1\nsso_account_id = 1\nsso_role_name = r\n", "export-credentials")]
    [InlineData("role_arn = arn:aws:iam::1:role/r\nsource_profile = nowhere\n", "nowhere")]
    [InlineData("region = eu-central-1\n", "the profile")]
    public async Task A_profile_that_cannot_be_used_is_said_with_the_way_out(string profile, string expected)
    {
        _folder.Write("credentials", "[default]\n" + profile);
        var failure = await Assert.ThrowsAsync<AwsCredentialsException>(() => GetAsync(new CredentialSettings()));
        Assert.True(failure.Message.Contains(expected, StringComparison.Ordinal), failure.Message);
    }

    [Fact]
    public async Task A_profile_may_take_on_a_role_with_the_keys_of_another_one()
    {
        _variables["AWS_ENDPOINT_URL_STS"] = _service.Address.ToString();
        _folder.Write("credentials", $"[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\nexternal_id = e1\n[base]\naws_access_key_id = {TestKeys.Id}\naws_secret_access_key = {TestKeys.Secret}\n");
        var check = TestKeys.Check("sts");
        _service.Fault = request => check.Refusal(request.Method, request.Target, request.Headers, request.Body) is null && request.Text.Contains("ExternalId=e1", StringComparison.Ordinal)
            ? new ProxyFault { Status = 200, Body = Answer("AssumeRole", "ROLE") }
            : new ProxyFault { Status = 403 };

        Assert.Equal("ROLE", (await GetAsync(new CredentialSettings { Region = TestKeys.Region })).AccessKeyId);
    }

    [Fact]
    public async Task A_profile_may_name_a_program_that_gives_the_keys()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var keys = _folder.Write("keys.json", """{"Version":1,"AccessKeyId":"PROGRAM","SecretAccessKey":"s"}""");
        _folder.Write("credentials", $"[default]\ncredential_process = cat {keys}\n");
        Assert.Equal("PROGRAM", (await GetAsync(new CredentialSettings())).AccessKeyId);
    }

    [Fact]
    public async Task The_file_of_the_option_is_read_and_a_bad_one_is_said()
    {
        var file = _folder.Write("aws.yml", "# keys\n:access_key_id: \"FILE\"\nsecret_access_key: 's:e=c'\n");
        Assert.Equal(new AwsCredentials("FILE", "s:e=c"), await GetAsync(new CredentialSettings { CredentialsFile = file }));

        var half = _folder.Write("half.yml", ":access_key_id: \"FILE\"\n");
        var failure = await Assert.ThrowsAsync<AwsCredentialsException>(() => GetAsync(new CredentialSettings { CredentialsFile = half }));
        Assert.Contains("secret_access_key", failure.Message, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<AwsCredentialsException>(() => GetAsync(new CredentialSettings { CredentialsFile = half + "x" }));
        Assert.Contains("cannot be read", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_gets_its_keys_with_its_token_and_new_ones_before_they_expire()
    {
        var calls = 0;
        _service.Fault = request => request.Target == "/v2/keys" && request.Headers.GetValueOrDefault("authorization") == "Bearer x"
            ? new ProxyFault { Status = 200, Body = Keys($"CONTAINER{++calls}", TimeSpan.FromMinutes(calls == 1 ? 1 : 60)) }
            : new ProxyFault { Status = 401 };
        _variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = new Uri(_service.Address, "v2/keys").ToString();
        _variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "Bearer x";
        using var chain = new CredentialChain(new CredentialSettings());

        // The first keys have a minute left: too little to sign with for long.
        await Eventually.HoldsAsync(() => chain.GetAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult().AccessKeyId == "CONTAINER2", () => "the keys to be renewed");
        Assert.Equal(new AwsCredentials("CONTAINER2", "s", "t"), await chain.GetAsync(CancellationToken.None));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task An_instance_asks_for_a_token_first()
    {
        _variables["AWS_EC2_METADATA_DISABLED"] = null;
        _variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = _service.Address.ToString();
        _service.Fault = request => (request.Method, request.Target, request.Headers.GetValueOrDefault("x-aws-ec2-metadata-token")) switch
        {
            ("PUT", "/latest/api/token", _) => new ProxyFault { Status = 200, Body = "TOKEN" },
            ("GET", "/latest/meta-data/iam/security-credentials/", "TOKEN") => new ProxyFault { Status = 200, Body = "collector" },
            ("GET", "/latest/meta-data/iam/security-credentials/collector", "TOKEN") => new ProxyFault { Status = 200, Body = Keys("INSTANCE", TimeSpan.FromHours(1)) },
            _ => new ProxyFault { Status = 404 },
        };

        Assert.Equal(new AwsCredentials("INSTANCE", "s", "t"), await GetAsync(new CredentialSettings()));
    }

    [Fact]
    public async Task A_web_identity_is_exchanged_for_the_keys_of_its_role()
    {
        var token = _folder.Write("token", "eyJ.web.identity\n");
        _variables["AWS_ENDPOINT_URL_STS"] = _service.Address.ToString();
        _service.Fault = request => request.Text.Contains("Action=AssumeRoleWithWebIdentity", StringComparison.Ordinal) && request.Text.Contains("WebIdentityToken=eyJ.web.identity", StringComparison.Ordinal)
            ? new ProxyFault { Status = 200, Body = Answer("AssumeRoleWithWebIdentity", "WEB") }
            : new ProxyFault { Status = 400 };

        Assert.Equal("WEB", (await GetAsync(new CredentialSettings { RoleArn = "arn:aws:iam::1:role/r", WebIdentityTokenFile = token })).AccessKeyId);

        _variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = token;
        _variables["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/pod";
        Assert.Equal("WEB", (await GetAsync(new CredentialSettings())).AccessKeyId);
        Assert.Contains("role%2Fpod", _service.Requests.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_assumed_with_the_keys_that_were_found_and_a_refusal_is_said()
    {
        _variables["AWS_ENDPOINT_URL_STS"] = _service.Address.ToString();
        var check = TestKeys.Check("sts");
        var settings = new CredentialSettings { AccessKeyId = TestKeys.Id, SecretAccessKey = TestKeys.Secret, RoleArn = "arn:aws:iam::1:role/r", RoleSessionName = "el4k", Region = TestKeys.Region };
        _service.Fault = request => check.Refusal(request.Method, request.Target, request.Headers, request.Body) is null && request.Text.Contains("RoleSessionName=el4k", StringComparison.Ordinal)
            ? new ProxyFault { Status = 200, Body = Answer("AssumeRole", "ROLE") }
            : new ProxyFault { Status = 403, Body = "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>no</Message></Error></ErrorResponse>" };

        Assert.Equal(new AwsCredentials("ROLE", "s", "t"), await GetAsync(settings));

        _service.Fault = _ => new ProxyFault { Status = 403, Body = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not allowed to assume</Message></Error></ErrorResponse>" };
        var failure = await Assert.ThrowsAsync<AwsCredentialsException>(() => GetAsync(settings));
        Assert.Contains("not allowed to assume", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<AwsCredentials> GetAsync(CredentialSettings settings)
    {
        using var chain = new CredentialChain(settings);
        return await chain.GetAsync(CancellationToken.None);
    }

    private static string Keys(string id, TimeSpan left) => $$"""
        {"Code":"Success","Type":"AWS-HMAC","AccessKeyId":"{{id}}","SecretAccessKey":"s","Token":"t","Expiration":"{{Time(left)}}","LastUpdated":"{{Time(TimeSpan.Zero)}}"}
        """;

    private static string Answer(string action, string id) => $"""
        <{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><Credentials><AccessKeyId>{id}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>{Time(TimeSpan.FromHours(1))}</Expiration></Credentials></{action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>
        """;

    private static string Time(TimeSpan fromNow) => (DateTimeOffset.UtcNow + fromNow).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
