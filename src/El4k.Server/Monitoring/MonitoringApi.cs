using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace El4k.Server.Monitoring;

/// <summary>The monitoring API: Logstash's paths and shapes, Prometheus' <c>/metrics</c>, and the answers that orchestrators ask for.</summary>
internal sealed class MonitoringApi
{
    /// <summary>The longest body that a change of log levels may have.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    private readonly MonitoredCollector _collector;
    private readonly NodeApi _node;
    private readonly HealthReport _report;
    private readonly NodeHealth _health;
    private readonly PrometheusMetrics _metrics;
    private readonly HotThreads _threads;

    public MonitoringApi(MonitoredCollector collector)
    {
        var process = new ProcessReading(collector.Time);
        _collector = collector;
        _report = new HealthReport(collector);
        _health = new NodeHealth(collector);
        _node = new NodeApi(collector, process, _report);
        _metrics = new PrometheusMetrics(collector, process, _health);
        _threads = new HotThreads(collector.Time, process.Started);
    }

    /// <summary>Answers every request of the application.</summary>
    public void Map(WebApplication app) => app.Run(AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var body = HttpMethods.IsPut(context.Request.Method) ? await BodyAsync(context.Request).ConfigureAwait(false) : "";
        var answer = body is null
            ? ApiAnswer.Error(context.Request.Path, 413, $"a body has {MaxBodyBytes} bytes at most", IsPretty(context.Request))
            : Answer(context.Request, body);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private ApiAnswer Answer(HttpRequest request, string body)
    {
        var path = request.Path.Value!.TrimEnd('/');
        var isPretty = IsPretty(request);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["_node", "logging", ..])
        {
            return Logging(request, parts[2..], body, isPretty);
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return ApiAnswer.Error(path, 405, $"Method Not Allowed: {request.Method}; use GET", isPretty);
        }

        if (parts is ["_node", "hot_threads"])
        {
            return Threads(request, isPretty);
        }

        var found = parts switch
        {
            [] => _node.Root(),
            ["_health_report"] => _report.ToJson(),
            ["_node"] => _node.Info(null, null),
            ["_node", "plugins"] => _node.Plugins(),
            ["_node", "stats"] or ["_stats"] => _node.Stats(null, null),
            ["_node", "stats", var sections] => _node.Stats(sections, null),
            ["_node", "stats", "pipelines", var id] => _node.Stats("pipelines", id),
            ["_node", "pipelines", var id] => _node.Info("pipelines", id),
            ["_node", var sections] => _node.Info(sections, null),
            _ => null,
        };
        return found is not null ? ApiAnswer.Json(found, isPretty) : Other(parts, path, isPretty);
    }

    private ApiAnswer Other(string[] parts, string path, bool isPretty) => parts switch
    {
        ["metrics"] => ApiAnswer.Text(_metrics.Read(), contentType: PrometheusText.ContentType),
        ["health", "live"] => Judge("live", _health.WhyDead()),
        ["health", "ready"] => Judge("ready", _health.WhyNotReady()),
        _ => ApiAnswer.Error(path.Length == 0 ? "/" : path, 404, "Not Found", isPretty),
    };

    private static ApiAnswer Judge(string what, string? whyNot) =>
        whyNot is null ? ApiAnswer.Text(what + "\n") : ApiAnswer.Text($"not {what}: {whyNot}\n", 503);

    private ApiAnswer Logging(HttpRequest request, string[] rest, string body, bool isPretty)
    {
        var isPut = HttpMethods.IsPut(request.Method);
        switch (rest)
        {
            case [] when HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method):
                var root = _node.Root();
                root["loggers"] = LoggingApi.Read(_collector.Levels)["loggers"]!.DeepClone();
                return ApiAnswer.Json(root, isPretty);
            case [] when isPut:
                var wrong = LoggingApi.Change(_collector.Levels, body);
                return wrong is null ? Acknowledged(isPretty) : ApiAnswer.Json(new JsonObject { ["error"] = wrong }, isPretty, 400);
            case ["reset"] when isPut:
                _collector.Levels.Reset();
                return Acknowledged(isPretty);
            case [] or ["reset"]:
                return ApiAnswer.Error(request.Path, 405, $"Method Not Allowed: {request.Method}", isPretty);
            default:
                return ApiAnswer.Error(request.Path, 404, "Not Found", isPretty);
        }
    }

    private ApiAnswer Acknowledged(bool isPretty)
    {
        var root = _node.Root();
        root["acknowledged"] = true;
        return ApiAnswer.Json(root, isPretty);
    }

    private ApiAnswer Threads(HttpRequest request, bool isPretty)
    {
        var count = int.TryParse(request.Query["threads"], out var wanted) && wanted > 0 ? wanted : HotThreads.DefaultCount;
        var threads = HotThreads.Read(count, request.Query["ignore_idle_threads"] != "false");
        return request.Query.ContainsKey("human") && request.Query["human"] != "false"
            ? ApiAnswer.Text(_threads.ToText(threads))
            : ApiAnswer.Json(Merge(_node.Root(), _threads.ToJson(threads)), isPretty);
    }

    private static JsonObject Merge(JsonObject root, JsonObject more)
    {
        foreach (var (name, value) in more)
        {
            root[name] = value?.DeepClone();
        }

        return root;
    }

    private static bool IsPretty(HttpRequest request) => request.Query.ContainsKey("pretty") && request.Query["pretty"] != "false";

    // Null when it is longer than it may be.
    private static async Task<string?> BodyAsync(HttpRequest request)
    {
        var buffer = new byte[MaxBodyBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return length > MaxBodyBytes ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }
}
