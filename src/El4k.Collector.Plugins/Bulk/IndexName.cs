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
    /// <param name="format">The index name.</param>
    /// <param name="source">The event.</param>
    /// <param name="name">A field that is not there is taken from <c>extra</c>, where Monolog's processors put theirs, else it is <see cref="Missing"/>.</param>
    /// <returns>Whether all fields were found after all.</returns>
    public static bool TryFillMissing(StringFormat format, Event source, out string name)
    {
        name = format.Format(source);
        var isComplete = true;
        foreach (var field in format.Fields)
        {
            if (source.Get(field) is null)
            {
                var extra = InExtra(field);
                var value = extra is not null && source.TryGetString(extra, out var found) && found.Length > 0 ? found : null;
                isComplete &= value is not null;
                name = name.Replace("%{" + field.Text + "}", value ?? Missing, StringComparison.Ordinal);
            }
        }

        return isComplete;
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

    private static FieldReference? InExtra(FieldReference field) =>
        FieldReference.TryParse("[extra]" + (field.Text.StartsWith('[') ? field.Text : $"[{field.Text}]"), out var extra, out _) ? extra : null;
}
