using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Urldecode;

/// <summary>Decodes percent-encoded texts in one field or in all.</summary>
/// <remarks>A field with bytes that are no text stays as it is, and the event is tagged. Immutable once built: workers share it.</remarks>
internal sealed class UrldecodeFilter : EventFilter
{
    private readonly UrldecodeOptions _options;
    private readonly Func<string, string?> _decode;

    /// <exception cref="PluginOptionException">The charset is not known.</exception>
    internal UrldecodeFilter(UrldecodeOptions options, PluginContext context)
    {
        _ = context;
        _options = options;
        _decode = new PercentDecoder(CharsetOption.Resolve(options.CharsetName)).Decode;
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        var isDecoded = true;
        if (_options.AllFields)
        {
            foreach (var name in target.FieldNames.ToArray())
            {
                isDecoded &= TryDecode(target, FieldReference.TopLevel(name));
            }
        }
        else
        {
            isDecoded = TryDecode(target, _options.Field);
        }

        if (!isDecoded)
        {
            target.TagAll(_options.TagOnFailure);
        }

        return isDecoded;
    }

    private bool TryDecode(Event target, FieldReference field)
    {
        if (target.TryGetUtf8(field, out var utf8) && !utf8.Contains((byte)'%'))
        {
            return true;
        }

        var value = target.Get(field);
        if (!TextsOfValue.TryChange(value, _decode, out var decoded))
        {
            return false;
        }

        if (!ReferenceEquals(value, decoded))
        {
            target.Set(field, decoded);
        }

        return true;
    }
}
