using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Finds options of <c>translate</c> that contradict each other.</summary>
internal static class TranslateOptionsCheck
{
    /// <param name="options">The options.</param>
    /// <param name="target">The field that gets what was found.</param>
    /// <exception cref="PluginOptionException">Two options contradict each other, or one cannot be used.</exception>
    public static void Check(TranslateOptions options, FieldReference target)
    {
        if (options.Override == false && options.Source.Equals(target))
        {
            throw new PluginOptionException("override", "cannot be false where the target is the source: then nothing would ever be set");
        }

        if (options.DictionaryPath is not { } path)
        {
            return;
        }

        if (options.Dictionary.Count > 0)
        {
            throw new PluginOptionException("dictionary", "and dictionary_path cannot be given both: keep one of them");
        }

        if (!DictionaryFile.IsKnown(path))
        {
            throw new PluginOptionException("dictionary_path", $"{path} is no dictionary: the name must end in .yml, .yaml, .json or .csv");
        }

        if (options.YamlDictionaryCodePointLimit is { } limit && (limit <= 0 || !DictionaryFile.IsYaml(path)))
        {
            throw new PluginOptionException(
                "yaml_dictionary_code_point_limit",
                limit <= 0 ? $"{limit} must be above 0" : "is for YAML only: leave it out for a dictionary in JSON or CSV");
        }
    }
}
