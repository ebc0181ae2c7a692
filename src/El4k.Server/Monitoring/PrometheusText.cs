using System.Globalization;
using System.Text;

namespace El4k.Server.Monitoring;

/// <summary>Writes Prometheus' text format, version 0.0.4: each metric once, with its help, its type and all its samples.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Writes a metric, unless it has no sample.</summary>
    /// <param name="type"><c>counter</c> or <c>gauge</c>.</param>
    /// <exception cref="InvalidOperationException">The metric was written before.</exception>
    public void Write(string name, string type, string help, IEnumerable<(IReadOnlyList<(string Name, string Value)> Labels, double Value)> samples)
    {
        var hasHead = false;
        foreach (var (labels, value) in samples)
        {
            if (!hasHead)
            {
                if (!_names.Add(name))
                {
                    throw new InvalidOperationException($"The metric {name} is written once, with all its samples.");
                }

                _text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
                _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
                hasHead = true;
            }

            _text.Append(name);
            WriteLabels(labels);
            _text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    /// <summary>Writes a metric without labels.</summary>
    public void Write(string name, string type, string help, double value) => Write(name, type, help, [([], value)]);

    public override string ToString() => _text.ToString();

    private void WriteLabels(IReadOnlyList<(string Name, string Value)> labels)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            _text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"").Append(Escape(labels[i].Value)).Append('"');
        }

        if (labels.Count > 0)
        {
            _text.Append('}');
        }
    }

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
