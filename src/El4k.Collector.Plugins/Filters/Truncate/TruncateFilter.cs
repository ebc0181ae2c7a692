using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Truncate;

/// <summary>Cuts texts that are longer than so many bytes, never inside of a character. Matches events of which something was cut.</summary>
internal sealed class TruncateFilter : EventFilter
{
    private readonly IReadOnlyList<FieldReference> _fields;
    private readonly long _length;
    private readonly Func<string, string?> _truncated;

    /// <exception cref="PluginOptionException">The length is below 0.</exception>
    internal TruncateFilter(TruncateOptions options, PluginContext context)
    {
        if (options.LengthBytes < 0)
        {
            throw new PluginOptionException("length_bytes", $"{options.LengthBytes} is below 0; 0 leaves nothing of a text");
        }

        _ = context;
        _fields = options.Fields;
        _length = options.LengthBytes;
        _truncated = Truncated;
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        var isCut = false;
        if (_fields.Count > 0)
        {
            foreach (var field in _fields)
            {
                isCut |= Truncate(target, field);
            }

            return isCut;
        }

        foreach (var name in target.FieldNames.ToArray())
        {
            isCut |= Truncate(target, FieldReference.TopLevel(name));
        }

        return isCut;
    }

    private bool Truncate(Event target, FieldReference field)
    {
        if (target.TryGetUtf8(field, out var utf8) && utf8.Length <= _length)
        {
            return false;
        }

        var value = target.Get(field);
        TextsOfValue.TryChange(value, _truncated, out var cut);
        if (ReferenceEquals(cut, value))
        {
            return false;
        }

        target.Set(field, cut);
        return true;
    }

    private string Truncated(string text)
    {
        // No character takes more than three bytes of UTF-8 for one of UTF-16.
        if (text.Length * 3L <= _length || Encoding.UTF8.GetByteCount(text) <= _length)
        {
            return text;
        }

        var bytes = 0L;
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > _length)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return text[..end];
    }
}
