using System.Buffers;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>Makes the index name of an event one that a store takes, so that no event is refused, or lands under a placeholder, for its name.</summary>
internal static class IndexName
{
    /// <summary>What stands in a name for a field that the event lacks.</summary>
    public const string Missing = "unknown";

    // Elasticsearch's limit, in bytes.
    private const int MaxBytes = 255;

    private static readonly SearchValues<char> Refused = SearchValues.Create("\\/*?\"<>| ,#:");

    /// <summary>The name with what the event lacks filled in, but not made valid yet.</summary>
    public static string FillMissing(StringFormat format, Event source)
    {
        var text = format.Format(source);
        foreach (var field in format.Fields)
        {
            if (source.Get(field) is null)
            {
                text = text.Replace("%{" + field.Text + "}", Missing, StringComparison.Ordinal);
            }
        }

        return text;
    }

    /// <summary>A valid name: lower-case, without the characters a store refuses, not longer than it takes.</summary>
    public static string MakeValid(string name)
    {
        var valid = new StringBuilder();
        foreach (var character in name.ToLowerInvariant())
        {
            valid.Append(Refused.Contains(character) || char.IsControl(character) ? '_' : character);
        }

        var text = valid.ToString().TrimStart('-', '_', '+');
        if (text.Trim('.').Length == 0)
        {
            text = Missing;
        }

        while (Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            text = text[..^1];
        }

        return text;
    }
}
