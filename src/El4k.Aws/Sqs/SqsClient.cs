using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace El4k.Aws.Sqs;

/// <summary>Speaks the queue service's JSON 1.0 protocol: the seven actions that a collector and its senders need. Safe for all threads.</summary>
/// <remarks>
/// What may succeed later is tried again a few times with jitter, then thrown as <see cref="SqsException"/>; a request may therefore have been carried out twice, which the service allows for.
/// All methods also throw <see cref="Credentials.AwsCredentialsException"/> when there is nothing to sign with.
/// </remarks>
public sealed class SqsClient : IDisposable
{
    /// <summary>The most entries of one request.</summary>
    public const int BatchEntries = 10;

    /// <summary>The most seconds that one receive may wait for messages.</summary>
    public const int LongestWaitSeconds = 20;

    /// <summary>The most bytes of one message, and of all messages of one request.</summary>
    public const int MessageBytes = 1024 * 1024;

    private readonly SqsConnection _connection;

    /// <summary>Makes a client; nothing is opened before the first request.</summary>
    public SqsClient(SqsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _connection = new SqsConnection(options);
    }

    /// <summary>The address of a queue, by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="ownerAccountId">The account that has it; null for the credentials' own.</param>
    public async Task<string> GetQueueUrlAsync(string name, string? ownerAccountId, CancellationToken cancellation)
    {
        using var answer = await _connection.CallAsync("GetQueueUrl", null, TimeSpan.Zero, json =>
        {
            json.WriteString("QueueName", name);
            if (ownerAccountId is not null)
            {
                json.WriteString("QueueOwnerAWSAccountId", ownerAccountId);
            }
        }, cancellation).ConfigureAwait(false);
        return Text(answer.RootElement, "QueueUrl") is { Length: > 0 } url ? url
            : throw new SqsException("GetQueueUrl", 0, "", "the answer names no queue", isTransient: true);
    }

    /// <summary>Attributes of a queue, such as <c>VisibilityTimeout</c> in seconds.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetQueueAttributesAsync(string queueUrl, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        using var answer = await _connection.CallAsync("GetQueueAttributes", queueUrl, TimeSpan.Zero, json => WriteNames(json, "AttributeNames", names), cancellation).ConfigureAwait(false);
        return answer.RootElement.TryGetProperty("Attributes", out var attributes)
            ? attributes.EnumerateObject().ToDictionary(attribute => attribute.Name, attribute => attribute.Value.ToString(), StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>Receives up to ten messages.</summary>
    /// <param name="queueUrl">The queue.</param>
    /// <param name="wait">How long to wait for the first one, 20 s at most.</param>
    /// <returns>Messages whose body arrived as it was sent; one that did not is left in the queue and comes again.</returns>
    public async Task<IReadOnlyList<SqsMessage>> ReceiveAsync(string queueUrl, TimeSpan wait, CancellationToken cancellation)
    {
        using var answer = await _connection.CallAsync("ReceiveMessage", queueUrl, wait, json =>
        {
            json.WriteNumber("MaxNumberOfMessages", BatchEntries);
            json.WriteNumber("WaitTimeSeconds", (int)wait.TotalSeconds);

            // The name of 2023 and the one before it: not every store that speaks the protocol knows both.
            WriteNames(json, "MessageSystemAttributeNames", ["SentTimestamp", "ApproximateReceiveCount"]);
            WriteNames(json, "AttributeNames", ["SentTimestamp", "ApproximateReceiveCount"]);
        }, cancellation).ConfigureAwait(false);
        return answer.RootElement.TryGetProperty("Messages", out var messages) && messages.ValueKind == JsonValueKind.Array
            ? [.. messages.EnumerateArray().Select(Message).Where(message => message.BodyMd5.Length == 0 || message.BodyMd5 == Md5(message.Body))]
            : [];
    }

    /// <summary>Deletes up to ten messages.</summary>
    /// <returns>What was not deleted.</returns>
    public Task<IReadOnlyList<SqsFailure>> DeleteAsync(string queueUrl, IReadOnlyList<string> receiptHandles, CancellationToken cancellation) =>
        BatchAsync("DeleteMessageBatch", queueUrl, receiptHandles.Count, (json, i) => json.WriteString("ReceiptHandle", receiptHandles[i]), cancellation);

    /// <summary>Hides up to ten messages for a time from now on; zero gives them back to the queue.</summary>
    /// <returns>What was not changed.</returns>
    public Task<IReadOnlyList<SqsFailure>> ChangeVisibilityAsync(string queueUrl, IReadOnlyList<string> receiptHandles, TimeSpan hidden, CancellationToken cancellation) =>
        BatchAsync("ChangeMessageVisibilityBatch", queueUrl, receiptHandles.Count, (json, i) =>
        {
            json.WriteString("ReceiptHandle", receiptHandles[i]);
            json.WriteNumber("VisibilityTimeout", (int)hidden.TotalSeconds);
        }, cancellation);

    /// <summary>Sends up to ten messages.</summary>
    /// <param name="bodies">UTF-8; all together at most <see cref="MessageBytes"/>.</param>
    /// <returns>What was not sent, or arrived as something else.</returns>
    public async Task<IReadOnlyList<SqsFailure>> SendAsync(string queueUrl, IReadOnlyList<ReadOnlyMemory<byte>> bodies, CancellationToken cancellation)
    {
        using var answer = await _connection.CallAsync("SendMessageBatch", queueUrl, TimeSpan.Zero, json => WriteEntries(
            json, bodies.Count, (entry, i) => entry.WriteString("MessageBody", bodies[i].Span)), cancellation).ConfigureAwait(false);
        var failures = Failures(answer.RootElement);
        foreach (var sent in Items(answer.RootElement, "Successful"))
        {
            var index = int.Parse(Text(sent, "Id"), CultureInfo.InvariantCulture);
            if (Text(sent, "MD5OfMessageBody") is { Length: > 0 } md5 && md5 != Md5(bodies[index].Span))
            {
                failures.Add(new SqsFailure(index, "MD5Mismatch", "the queue got another body than was sent", IsSenderFault: false));
            }
        }

        return failures;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private async Task<IReadOnlyList<SqsFailure>> BatchAsync(string action, string queueUrl, int count, Action<Utf8JsonWriter, int> entry, CancellationToken cancellation)
    {
        using var answer = await _connection.CallAsync(action, queueUrl, TimeSpan.Zero, json => WriteEntries(json, count, entry), cancellation).ConfigureAwait(false);
        return Failures(answer.RootElement);
    }

    private static void WriteEntries(Utf8JsonWriter json, int count, Action<Utf8JsonWriter, int> entry)
    {
        json.WriteStartArray("Entries");
        for (var i = 0; i < count; i++)
        {
            json.WriteStartObject();
            json.WriteString("Id", i.ToString(CultureInfo.InvariantCulture));
            entry(json, i);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string member, IReadOnlyList<string> names)
    {
        json.WriteStartArray(member);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static SqsMessage Message(JsonElement message)
    {
        var attributes = message.TryGetProperty("Attributes", out var found) ? found : default;
        return new SqsMessage(Text(message, "MessageId"), Text(message, "ReceiptHandle"), Encoding.UTF8.GetBytes(Text(message, "Body")), Text(message, "MD5OfBody"))
        {
            Sent = long.TryParse(Text(attributes, "SentTimestamp"), CultureInfo.InvariantCulture, out var sent) ? DateTimeOffset.FromUnixTimeMilliseconds(sent) : null,
            ReceiveCount = int.TryParse(Text(attributes, "ApproximateReceiveCount"), CultureInfo.InvariantCulture, out var count) ? count : 0,
        };
    }

    private static List<SqsFailure> Failures(JsonElement answer) =>
        [.. Items(answer, "Failed").Select(failed => new SqsFailure(
            int.Parse(Text(failed, "Id"), CultureInfo.InvariantCulture),
            Text(failed, "Code"),
            Text(failed, "Message"),
            failed.TryGetProperty("SenderFault", out var fault) && fault.ValueKind == JsonValueKind.True))];

    private static IEnumerable<JsonElement> Items(JsonElement answer, string member) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(member, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    private static string Text(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";

#pragma warning disable CA5351 // The protocol's check against broken transfers; nothing secret depends on it.
    private static string Md5(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(MD5.HashData(body));
#pragma warning restore CA5351
}
