using System.Text;

namespace El4k.Testing.Aws;

/// <summary>A request as it arrived at the proxy.</summary>
/// <param name="Target">Path and query as they were sent.</param>
/// <param name="Headers">Names in lower case.</param>
/// <param name="Body">As it was sent, compressed or not.</param>
public sealed record ProxiedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The action of a JSON 1.0 request, such as <c>ReceiveMessage</c>; empty for others.</summary>
    public string Action => Headers.TryGetValue("x-amz-target", out var target) ? target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..] : "";

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);
}
