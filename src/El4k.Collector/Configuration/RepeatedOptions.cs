using El4k.Collector.Configuration.Ast;

namespace El4k.Collector.Configuration;

/// <summary>The pass that makes one of an option written several times: hashes merge, arrays join, different single values become an array.</summary>
internal static class RepeatedOptions
{
    public static IReadOnlyList<AttributeNode> Merge(PluginNode plugin, DiagnosticList diagnostics)
    {
        var merged = new List<AttributeNode>();
        foreach (AttributeNode attribute in plugin.Attributes)
        {
            int at = merged.FindIndex(earlier => earlier.Name == attribute.Name);
            if (at < 0)
            {
                merged.Add(attribute);
            }
            else if (attribute.Name == "codec")
            {
                diagnostics.Error(attribute.Span, $"{plugin.Name} has two codecs.", "Remove one of them.");
            }
            else if (Join(merged[at].Value, attribute.Value) is { } value)
            {
                merged[at] = merged[at] with { Value = value };
            }
            else
            {
                diagnostics.Error(
                    attribute.Span,
                    $"The option {attribute.Name} is given as {merged[at].Value.Description} in line {merged[at].Span.Line} and as {attribute.Value.Description} here.",
                    "Give it once, or in the same form.");
            }
        }

        return merged;
    }

    private static ValueNode? Join(ValueNode first, ValueNode second) => (first, second) switch
    {
        (HashNode a, HashNode b) => JoinHashes(a, b),
        (HashNode, _) or (_, HashNode) or (NestedPluginNode, _) or (_, NestedPluginNode) => null,
        (ArrayNode a, ArrayNode b) => a with { Items = [.. a.Items, .. b.Items] },
        (ArrayNode a, _) => a with { Items = [.. a.Items, second] },
        (_, ArrayNode b) => b with { Items = [first, .. b.Items] },
        (StringNode a, StringNode b) when a.Value == b.Value => first,
        (NumberNode a, NumberNode b) when a.Value.Equals(b.Value) => first,
        _ => new ArrayNode([first, second], first.Span),
    };

    private static HashNode JoinHashes(HashNode first, HashNode second)
    {
        List<HashEntryNode> entries = [.. first.Entries];
        foreach (HashEntryNode entry in second.Entries)
        {
            int at = entries.FindIndex(earlier => earlier.Key.Value == entry.Key.Value);
            if (at < 0)
            {
                entries.Add(entry);
            }
            else
            {
                entries[at] = entries[at] with { Value = Join(entries[at].Value, entry.Value) ?? new ArrayNode([entries[at].Value, entry.Value], entry.Value.Span) };
            }
        }

        return first with { Entries = entries };
    }
}
