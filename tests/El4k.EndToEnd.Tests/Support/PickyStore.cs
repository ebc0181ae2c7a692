using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace El4k.EndToEnd.Tests.Support;

/// <summary>Stands for a store that refuses documents with the field <c>bad</c>, until it is told to take them.</summary>
internal sealed class PickyStore : IAsyncDisposable
{
    private readonly Server.Roles.HttpListener _http;
    private readonly ConcurrentQueue<JsonNode> _taken = new();

    private PickyStore(int port)
    {
        _http = new Server.Roles.HttpListener(IPAddress.Loopback, port, "--rest-port", app => app.MapPost("/_bulk", AnswerAsync));
    }

    public Uri Url => _http.Url;

    /// <summary>Why bad documents are refused; null to take them.</summary>
    public string? Refusal { get; set; } = "first reason";

    /// <summary>The documents that were taken, without the collector's own.</summary>
    public IReadOnlyList<JsonNode> Taken => [.. _taken];

    /// <param name="port">Where it listens; 0 for any free port.</param>
    public static async Task<PickyStore> StartAsync(int port = 0)
    {
        var store = new PickyStore(port);
        await store._http.StartAsync(CancellationToken.None);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        await _http.StopAsync(CancellationToken.None);
        await _http.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var items = new JsonArray();
        for (var i = 0; i < lines.Length; i += 2)
        {
            var document = JsonNode.Parse(lines[i + 1])!;
            var isRefused = document["bad"] is not null && Refusal is not null;
            if (!isRefused && !lines[i].Contains("el4k-ingest", StringComparison.Ordinal))
            {
                _taken.Enqueue(document);
            }

            items.Add(isRefused
                ? new JsonObject { ["index"] = new JsonObject { ["status"] = 400, ["error"] = new JsonObject { ["type"] = "picky_exception", ["reason"] = Refusal } } }
                : new JsonObject { ["index"] = new JsonObject { ["status"] = 201 } });
        }

        await context.Response.WriteAsync(new JsonObject { ["errors"] = items.Any(item => (int)item!["index"]!["status"]! > 299), ["items"] = items }.ToJsonString());
    }
}
