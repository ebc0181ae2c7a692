using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace El4k.Server.Monitoring;

/// <summary>What the API answers.</summary>
internal sealed record ApiAnswer(int Status, string ContentType, string Body)
{
    // Nobody puts these bodies into a page: a plus or a quote may stand as it is.
    private static readonly JsonSerializerOptions _short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions _pretty = new(_short) { WriteIndented = true };

    public static ApiAnswer Json(JsonNode body, bool pretty, int status = 200) =>
        new(status, "application/json", body.ToJsonString(pretty ? _pretty : _short));

    public static ApiAnswer Text(string body, int status = 200, string contentType = "text/plain; charset=utf-8") => new(status, contentType, body);

    /// <summary>An error as Logstash writes it.</summary>
    public static ApiAnswer Error(string path, int status, string message, bool pretty) =>
        Json(new JsonObject { ["path"] = path, ["status"] = status, ["error"] = new JsonObject { ["message"] = message } }, pretty, status);
}
