using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace El4k.Explorer.Tests;

/// <summary>Stands for the store: gives the recorded answers the test chooses and keeps what it was asked.</summary>
internal sealed class FakeStore : HttpMessageHandler
{
    private readonly List<(Func<string, JsonNode?, bool> Matches, HttpStatusCode Status, Func<string> Answer)> _answers = [];

    public List<(string Target, JsonNode? Body)> Requests { get; } = [];

    public IEnumerable<JsonNode> Searches => Requests.Where(request => request.Target.Contains("/_search", StringComparison.Ordinal)).Select(request => request.Body!);

    public static string Empty => Hits(0);

    /// <summary>An answer with a total and, if given, aggregations.</summary>
    public static string Hits(long total, string aggregations = "{}", string hits = "") =>
        $$$"""{"took":1,"timed_out":false,"hits":{"total":{"value":{{{total}}},"relation":"eq"},"hits":[{{{hits}}}]},"aggregations":{{{aggregations}}}}""";

    /// <summary>Later answers win over earlier ones.</summary>
    public FakeStore On(string path, string answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        _answers.Insert(0, ((target, _) => target.Contains(path, StringComparison.Ordinal), status, () => answer));
        return this;
    }

    /// <summary>Answers searches whose body holds a text.</summary>
    public FakeStore OnSearch(string bodyPart, string answer)
    {
        _answers.Insert(0, ((target, body) => target.Contains("/_search", StringComparison.Ordinal) && body!.ToJsonString().Contains(bodyPart, StringComparison.Ordinal), HttpStatusCode.OK, () => answer));
        return this;
    }

    public FakeStore Unreachable()
    {
        _answers.Insert(0, ((_, _) => true, default, () => throw new HttpRequestException("Connection refused")));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var text = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var body = string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text);
        var target = Uri.UnescapeDataString(request.RequestUri!.PathAndQuery);
        lock (Requests)
        {
            Requests.Add((target, body));
        }

        var (_, status, answer) = _answers.Find(one => one.Matches(target, body));
        return answer is null
            ? throw new InvalidOperationException($"The test has no answer to {target} {text}")
            : new HttpResponseMessage(status) { Content = new StringContent(answer(), Encoding.UTF8, "application/json") };
    }
}
