using System.Text;
using System.Text.Json;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>A request as the fake server received it, its body unpacked.</summary>
internal sealed record FakeRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsBulk => Target.Split('?')[0].EndsWith("/_bulk", StringComparison.Ordinal);

    /// <summary>The lines of a bulk body.</summary>
    public string[] Lines => Encoding.UTF8.GetString(Body).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The actions of a bulk body with their documents; only actions that have one.</summary>
    public IEnumerable<FakeAction> Actions
    {
        get
        {
            var lines = Lines;
            for (var i = 0; i + 1 < lines.Length; i += 2)
            {
                var action = JsonDocument.Parse(lines[i]).RootElement.EnumerateObject().Single();
                yield return new FakeAction(action.Name, action.Value, lines[i + 1]);
            }
        }
    }
}

