using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>What becomes of the pairs that were found: pure, made of the options once.</summary>
internal sealed class PairRules(KvOptions options)
{
    private readonly KvCharacters? _trimKey = Characters("trim_key", options.TrimKey);
    private readonly KvCharacters? _trimValue = Characters("trim_value", options.TrimValue);
    private readonly KvCharacters? _removeCharKey = Characters("remove_char_key", options.RemoveCharKey);
    private readonly KvCharacters? _removeCharValue = Characters("remove_char_value", options.RemoveCharValue);

    public KeySelection Included { get; } = new(options.IncludeKeys);

    public KeySelection Excluded { get; } = new(options.ExcludeKeys);

    public StringFormat Prefix => options.Prefix;

    public bool AllowsEmpty => options.AllowEmptyValues;

    public bool AllowsDuplicates => options.AllowDuplicateValues;

    public bool IsRecursive => options.Recursive;

    public string Key(ReadOnlySpan<char> found) => Changed(found, _trimKey, _removeCharKey, options.TransformKey);

    public string Value(ReadOnlySpan<char> found) => Changed(found, _trimValue, _removeCharValue, options.TransformValue);

    private static KvCharacters? Characters(string option, string? text) => text is null ? null : KvCharacters.Parse(option, text);

    private static string Changed(ReadOnlySpan<char> found, KvCharacters? trim, KvCharacters? remove, KvTransform? transform)
    {
        var text = found.ToString();
        text = trim?.Trim(text) ?? text;
        text = remove?.Remove(text) ?? text;
        return transform switch
        {
            KvTransform.Lowercase => text.ToLowerInvariant(),
            KvTransform.Uppercase => text.ToUpperInvariant(),
            KvTransform.Capitalize => LetterCase.Capitalize(text),
            _ => text,
        };
    }
}
