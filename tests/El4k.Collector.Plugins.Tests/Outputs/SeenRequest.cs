using System.Text;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>A request as a server saw it.</summary>
internal sealed record SeenRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Body => Encoding.UTF8.GetString(Bytes);
}
