using El4k.Collector.Configuration.Ast;

namespace El4k.Collector.Configuration;

/// <summary>The pass that binds the options of one plugin, as written, to its records.</summary>
internal sealed class OptionBinder(DiagnosticList diagnostics, ValueBinder values)
{
    /// <summary>Fills the records; each option belongs to the first that has it.</summary>
    /// <returns>False when there was an error.</returns>
    public bool Bind(PluginNode plugin, IReadOnlyList<AttributeNode> attributes, params object[] records)
    {
        bool isGood = true;
        var given = new HashSet<OptionDescriptor>();
        foreach (AttributeNode attribute in attributes)
        {
            isGood &= BindOne(plugin, attribute, records, given);
        }

        foreach (object record in records)
        {
            foreach (OptionDescriptor option in OptionCatalog.Of(record.GetType()).Options)
            {
                if (option.Attribute.IsRequired && !given.Contains(option) && !plugin.IsBroken)
                {
                    diagnostics.Error(
                        plugin.Span,
                        $"{plugin.Name} needs the option {option.Attribute.Name}.",
                        $"Write {plugin.Name} {{ {option.Attribute.Name} => … }}.");
                    isGood = false;
                }
            }
        }

        return isGood;
    }

    private bool BindOne(PluginNode plugin, AttributeNode attribute, object[] records, HashSet<OptionDescriptor> given)
    {
        foreach (object record in records)
        {
            OptionCatalog catalog = OptionCatalog.Of(record.GetType());
            if (catalog.Find(attribute.Name, out bool isFormer) is { } option)
            {
                return BindTo(plugin, attribute, record, option, isFormer, given);
            }

            if (catalog.Ignored.Contains(attribute.Name))
            {
                diagnostics.Warn(attribute.Span, $"The option {attribute.Name} of {plugin.Name} has no effect here.");
                return true;
            }

            if (catalog.NotYet.Contains(attribute.Name))
            {
                return RefuseNotYet(plugin, attribute);
            }
        }

        IEnumerable<string> names = records.SelectMany(record => OptionCatalog.Of(record.GetType()).Options).Select(option => option.Attribute.Name);
        diagnostics.Error(
            attribute.Span,
            $"{plugin.Name} has no option {attribute.Name}.",
            NearestName.Suggest(attribute.Name, names, string.Empty) ?? $"Its options are {string.Join(", ", names.Order(StringComparer.Ordinal))}.");
        return false;
    }

    private bool RefuseNotYet(PluginNode plugin, AttributeNode attribute)
    {
        if (attribute.Value is StringNode { Value: "false" })
        {
            return true;
        }

        diagnostics.Error(attribute.Span, $"The option {attribute.Name} of {plugin.Name} is not in EL4K yet.");
        return false;
    }

    private bool BindTo(
        PluginNode plugin,
        AttributeNode attribute,
        object record,
        OptionDescriptor option,
        bool isFormer,
        HashSet<OptionDescriptor> given)
    {
        if (isFormer)
        {
            diagnostics.Warn(attribute.Span, $"The option {attribute.Name} of {plugin.Name} is now called {option.Attribute.Name}.");
        }

        if (!given.Add(option))
        {
            diagnostics.Error(attribute.Span, $"{option.Attribute.Name} is given twice, under its present and its former name.");
            return false;
        }

        string label = $"{option.Attribute.Name} of {plugin.Name}";
        if (attribute.Value is StringNode text && Array.IndexOf(option.Attribute.NotYet, text.Value) >= 0)
        {
            diagnostics.Error(attribute.Value.Span, $"The value \"{text.Value}\" of {label} is not in EL4K yet.");
            return false;
        }

        if (!values.TryBind(option, attribute.Value, label, out object? value))
        {
            return false;
        }

        option.Property.SetValue(record, value);
        return true;
    }
}
