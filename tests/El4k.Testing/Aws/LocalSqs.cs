using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace El4k.Testing.Aws;

/// <summary>A queue service that speaks SQS's own protocol, in a Node process of its own on loopback; it ends with this object, or with the test's process.</summary>
public sealed class LocalSqs : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private LocalSqs(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>The service's address; it checks no signatures.</summary>
    public Uri Address { get; }

    /// <summary>Starts the service.</summary>
    public static async Task<LocalSqs> StartAsync()
    {
        var folder = typeof(LocalSqs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "SqsFolder").Value!;
        var process = Process.Start(new ProcessStartInfo("node", "server.mjs")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30))
            ?? throw new InvalidOperationException($"The queue service did not start; is {folder}/node_modules there?");
        return new LocalSqs(process, new Uri($"http://127.0.0.1:{line.Split(' ')[1]}/"));
    }

    /// <summary>Makes a queue.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> CreateQueueAsync(string name, int visibilityTimeout = 30)
    {
        var attributes = new JsonObject { ["VisibilityTimeout"] = visibilityTimeout.ToString(CultureInfo.InvariantCulture) };
        var answer = await CallAsync("CreateQueue", new JsonObject { ["QueueName"] = name, ["Attributes"] = attributes });
        return answer["QueueUrl"]!.GetValue<string>();
    }

    /// <summary>Sends messages, ten a request.</summary>
    public async Task SendAsync(string queueUrl, IEnumerable<string> bodies)
    {
        foreach (var chunk in bodies.Chunk(10))
        {
            var entries = new JsonArray();
            for (var i = 0; i < chunk.Length; i++)
            {
                entries.Add((JsonNode)new JsonObject { ["Id"] = $"m{i}", ["MessageBody"] = chunk[i] });
            }

            var answer = await CallAsync("SendMessageBatch", new JsonObject { ["QueueUrl"] = queueUrl, ["Entries"] = entries });
            if (answer["Failed"] is JsonArray { Count: > 0 } failed)
            {
                throw new InvalidOperationException($"The queue did not take: {failed.ToJsonString()}");
            }
        }
    }

    /// <summary>Takes up to ten messages that are visible, without waiting; they stay hidden for the queue's time.</summary>
    public async Task<IReadOnlyList<string>> ReceiveAsync(string queueUrl)
    {
        var answer = await CallAsync("ReceiveMessage", new JsonObject { ["QueueUrl"] = queueUrl, ["MaxNumberOfMessages"] = 10, ["WaitTimeSeconds"] = 0 });
        return [.. (answer["Messages"] as JsonArray ?? []).Select(message => message!["Body"]!.GetValue<string>())];
    }

    /// <summary>How many messages the queue has, hidden ones too.</summary>
    public async Task<int> CountAsync(string queueUrl)
    {
        var answer = await CallAsync("GetQueueAttributes", new JsonObject
        {
            ["QueueUrl"] = queueUrl,
            ["AttributeNames"] = new JsonArray("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"),
        });

        // The service counts hidden ones among the others.
        return int.Parse(answer["Attributes"]!["ApproximateNumberOfMessages"]!.GetValue<string>(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<JsonObject> CallAsync(string action, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StringContent(body.ToJsonString()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "AmazonSQS." + action);

        // The library wants to see a signature's form, whatever it says.
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=TEST/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonObject>(text.Length == 0 ? "{}" : text)! : throw new InvalidOperationException($"{action}: {text}");
    }
}
