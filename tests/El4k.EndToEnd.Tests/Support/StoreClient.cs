using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace El4k.EndToEnd.Tests.Support;

/// <summary>Asks a running store over HTTP, as anybody would.</summary>
internal sealed class StoreClient(Uri url) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };

    public async Task<JsonNode> SearchAsync(string index, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync($"{index}/_search?ignore_unavailable=true", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public async Task<long> CountAsync(string index, string query = "*")
    {
        using var response = await _http.GetAsync($"{index}/_count?q={Uri.EscapeDataString(query)}&ignore_unavailable=true");
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["count"]!.GetValue<long>();
    }

    /// <summary>Waits until the index has as many documents; says what it has when it does not come to that.</summary>
    public async Task UntilCountAsync(long expected, string index, string query = "*")
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        long count;
        while ((count = await CountAsync(index, query)) < expected && DateTime.UtcNow < deadline)
        {
            await Task.Delay(50);
        }

        Assert.Equal(expected, count);
    }

    /// <returns>The ids that the store acknowledged.</returns>
    public async Task<IReadOnlyList<string>> BulkAsync(string index, IEnumerable<(string Id, string Source)> documents)
    {
        var body = new StringBuilder();
        foreach (var (id, source) in documents)
        {
            body.Append("{\"index\":{\"_index\":").Append(JsonSerializer.Serialize(index)).Append(",\"_id\":").Append(JsonSerializer.Serialize(id)).Append("}}\n").Append(source).Append('\n');
        }

        using var content = new StringContent(body.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var response = await _http.PostAsync("_bulk", content);
        response.EnsureSuccessStatusCode();
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return [.. answer["items"]!.AsArray().Select(i => i!["index"]!).Where(i => i["status"]!.GetValue<int>() is 200 or 201).Select(i => i["_id"]!.GetValue<string>())];
    }

    public async Task<HttpResponseMessage> GetAsync(string path) => await _http.GetAsync(path);

    public void Dispose() => _http.Dispose();
}
