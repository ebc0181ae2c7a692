using El4k.EndToEnd.Tests.Support;
using El4k.Testing;
using El4k.Testing.Aws;

namespace El4k.EndToEnd.Tests;

/// <summary>The seed's own pipeline, and a collector that is killed over its queue: against a queue service and a store, each behind a proxy that checks every signature.</summary>
public sealed class AwsTests : IAsyncLifetime
{
    // As it was published, but for the ports, which a test must not take from others.
    private const string Seed = """
        input {
          tcp {
            port => 9601
            codec => json
          }

          udp {
            port => 9602
            codec => json
          }

          sqs {
            queue => "${LOGSTASH_FALLBACK_QUEUE}"
            id_field => "sqs_id"
            polling_frequency => 20
            region => "${LOGSTASH_FALLBACK_QUEUE_REGION}"
            threads => 1
          }

        }

        filter {
          mutate {
            remove_field => ["path", "host", "port"]
          }
        }

        output {
          amazon_es {
            index => "logstash-%{service}-%{+YYYY.MM.dd}"
            hosts => ["${ELASTICSEARCH_HOST}"]
            region => "${ELASTICSEARCH_REGION}"
          }
        }
        """;

    private const string OncePipeline = """
        input { sqs { queue => "${LOGSTASH_FALLBACK_QUEUE}" id_field => "sqs_id" region => "${LOGSTASH_FALLBACK_QUEUE_REGION}" threads => 2 } }
        output {
          amazon_es {
            index => "once"
            document_id => "%{sqs_id}"
            hosts => ["${ELASTICSEARCH_HOST}"]
            region => "${ELASTICSEARCH_REGION}"
            manage_template => false
          }
        }
        """;

    private readonly TemporaryFolder _data = new();
    private LocalSqs _sqs = null!;
    private SignedProxy _queueProxy = null!;
    private SignedProxy _storeProxy = null!;
    private El4kProcess _storeProcess = null!;
    private StoreClient _store = null!;

    public async Task InitializeAsync()
    {
        _sqs = await LocalSqs.StartAsync();
        _storeProcess = await El4kProcess.StoreAsync(Path.Combine(_data.Path, "store"));
        _store = new StoreClient(_storeProcess.Rest);
        _queueProxy = new SignedProxy(_sqs.Address, TestKeys.Check("sqs"));
        _storeProxy = new SignedProxy(_storeProcess.Rest, TestKeys.Check("es"));
    }

    public async Task DisposeAsync()
    {
        _store.Dispose();
        await _storeProcess.DisposeAsync();
        await _queueProxy.DisposeAsync();
        await _storeProxy.DisposeAsync();
        await _sqs.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task The_seeds_own_file_passes_the_check_as_it_was_published()
    {
        await using var check = Collect(Seed, "-t");
        Assert.True(await check.ExitCodeAsync() == 0, check.Output);
        Assert.DoesNotContain("warning", check.Output, StringComparison.Ordinal);
        Assert.Empty(_queueProxy.Requests);
    }

    [Fact]
    public async Task The_seeds_own_pipeline_brings_logs_metrics_and_what_took_the_detour_into_the_store()
    {
        var queue = await _sqs.CreateQueueAsync("fallback");
        await _sqs.SendAsync(queue,
        [
            """{"message":"detour","service":"Billing","level":200}""" + "\n",
            """{"message":"cut off at 100 Ki""",
            """{"message":"of monolog","extra":{"service":"reports"}}""",
        ]);
        await using var collect = Collect(Seed.Replace("9601", "0", StringComparison.Ordinal).Replace("9602", "0", StringComparison.Ordinal));
        await collect.UntilReadyAsync();

        await Sender.TcpAsync(collect.TcpPort, """{"message":"by tcp","service":"reports","host":"a","port":1,"path":"/x"}""" + "\n" + """{"message":"no service"}""" + "\n");
        await Sender.UdpAsync(collect.UdpPort, """{"level":10,"level_name":"METRIC","service":"reports","duration":12}""");

        await _store.UntilCountAsync(3, "logstash-reports-*");
        await _store.UntilCountAsync(1, "logstash-billing-*");
        await _store.UntilCountAsync(2, "logstash-unknown-*");
        Assert.Equal(1, await _store.CountAsync("logstash-unknown-*", "tags:_jsonparsefailure"));
        Assert.Equal(0, await _store.CountAsync("logstash-reports-*", "_exists_:port"));
        Assert.Equal(3, await _store.CountAsync("logstash-*", "_exists_:sqs_id"));
        await UntilEmptyAsync(queue);
        Assert.Empty(_queueProxy.Refusals);
        Assert.Empty(_storeProxy.Refusals);

        collect.Terminate();
        Assert.True(await collect.ExitCodeAsync() == 0, collect.Output);
    }

    [Fact]
    public async Task A_thousand_messages_are_once_each_in_the_store_although_the_collector_is_killed_in_the_middle()
    {
        const int Messages = 1000;
        var queue = await _sqs.CreateQueueAsync("fallback", visibilityTimeout: 4);
        await _sqs.SendAsync(queue, Enumerable.Range(0, Messages).Select(i => $$"""{"n":{{i}}}"""));

        // The store takes the first request, refuses the next and lets all others wait, so that the kill meets events on all their ways.
        var killedNow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bulks = 0;
        _storeProxy.Fault = request => !request.Target.Contains("/_bulk", StringComparison.Ordinal) ? null : Interlocked.Increment(ref bulks) switch
        {
            1 => null,
            2 => new ProxyFault { Status = 503 },
            _ => new ProxyFault { Delay = killedNow.Task },
        };
        await using (var killed = Collect(OncePipeline))
        {
            await killed.UntilReadyAsync();
            await Eventually.HoldsAsync(() => _store.CountAsync("once").GetAwaiter().GetResult() >= 1 && Volatile.Read(ref bulks) > 2, () => "the first documents:\n" + killed.Output);
            await killed.KillAsync();
        }

        _storeProxy.Fault = null;
        killedNow.SetResult();

        var before = await _store.CountAsync("once");
        await using var second = Collect(OncePipeline);
        await second.UntilReadyAsync();
        await _store.UntilCountAsync(Messages, "once");
        await UntilEmptyAsync(queue);

        Assert.InRange(before, 1, Messages - 1);
        Assert.Equal(Messages, await _store.CountAsync("once"));
        var answer = await _store.SearchAsync("once", """{"size":0,"aggs":{"different":{"cardinality":{"field":"n","precision_threshold":3000}},"sum":{"sum":{"field":"n"}}}}""");
        Assert.Equal(Messages * (Messages - 1) / 2, answer["aggregations"]!["sum"]!["value"]!.GetValue<double>());
        Assert.Empty(_queueProxy.Refusals);
        Assert.Empty(_storeProxy.Refusals);
    }

    private El4kProcess Collect(string pipeline, params string[] more)
    {
        var environment = new Dictionary<string, string>
        {
            ["LOGSTASH_FALLBACK_QUEUE"] = "fallback",
            ["LOGSTASH_FALLBACK_QUEUE_REGION"] = TestKeys.Region,
            ["ELASTICSEARCH_HOST"] = _storeProxy.Address.ToString(),
            ["ELASTICSEARCH_REGION"] = TestKeys.Region,
            ["AWS_ACCESS_KEY_ID"] = TestKeys.Id,
            ["AWS_SECRET_ACCESS_KEY"] = TestKeys.Secret,
            ["AWS_ENDPOINT_URL_SQS"] = _queueProxy.Address.ToString(),
        };
        return El4kProcess.StartProgram("src/El4k.Server", "el4k.dll", environment, ["collect", "-f", _data.Write("pipeline.conf", pipeline), "--data", Path.Combine(_data.Path, "collect"), .. more]);
    }

    private Task UntilEmptyAsync(string queue) =>
        Eventually.HoldsAsync(() => _sqs.CountAsync(queue).GetAwaiter().GetResult() == 0, () => "the queue to become empty");
}
