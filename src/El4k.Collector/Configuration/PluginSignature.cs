using System.Globalization;
using System.Text;
using El4k.Collector.Configuration.Ast;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>A plugin with its options as one text, variables replaced: two plugins with the same text do the same.</summary>
internal static class PluginSignature
{
    /// <param name="name">The plugin's name.</param>
    /// <param name="id">The plugin's id, also where the configuration gives none.</param>
    /// <param name="ecs">Which names hold for the whole pipeline: also those of the plugin and its codec that do not say it themselves.</param>
    /// <param name="attributes">The options.</param>
    public static string Of(string name, string id, EcsCompatibility ecs, IReadOnlyList<AttributeNode> attributes)
    {
        var text = new StringBuilder();
        text.Append(ecs).Append(' ');
        WriteText(id, text);
        Write(name, attributes, text);
        return text.ToString();
    }

    private static void Write(string name, IReadOnlyList<AttributeNode> attributes, StringBuilder text)
    {
        WriteText(name, text);
        text.Append('{');
        foreach (AttributeNode attribute in attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal))
        {
            WriteText(attribute.Name, text);
            Write(attribute.Value, text);
        }

        text.Append('}');
    }

    private static void Write(ValueNode value, StringBuilder text)
    {
        switch (value)
        {
            case StringNode one:
                WriteText(one.Value, text);
                break;
            case NumberNode number:
                text.Append(CultureInfo.InvariantCulture, $"#{number.Value};");
                break;
            case ArrayNode array:
                text.Append('[');
                foreach (ValueNode item in array.Items)
                {
                    Write(item, text);
                }

                text.Append(']');
                break;
            case HashNode hash:
                text.Append('(');
                foreach (HashEntryNode entry in hash.Entries)
                {
                    WriteText(entry.Key.Value, text);
                    Write(entry.Value, text);
                }

                text.Append(')');
                break;
            case NestedPluginNode nested:
                Write(nested.Plugin.Name, nested.Plugin.Attributes, text);
                break;
            default:
                throw new InvalidOperationException($"A value of the kind {value.GetType().Name} has no signature.");
        }
    }

    // With its length before it, so that no text can pass for two.
    private static void WriteText(string value, StringBuilder text) => text.Append(CultureInfo.InvariantCulture, $"{value.Length}:").Append(value);
}
