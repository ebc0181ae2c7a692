using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Pipeline;

/// <summary>A field that an option names: fixed, or made from the event by a format.</summary>
internal sealed class FieldSetting
{
    private readonly StringFormat _format;
    private readonly FieldReference? _fixed;

    public FieldSetting(StringFormat format)
    {
        _format = format;
        _fixed = format.IsLiteral && FieldReference.TryParse(format.Text, format.Escapes, out FieldReference? reference, out _) ? reference : null;
    }

    /// <summary>The field for this event.</summary>
    /// <exception cref="InvalidFieldException">The format makes no field reference of the event's values.</exception>
    public FieldReference For(Event source)
    {
        if (_fixed is not null)
        {
            return _fixed;
        }

        return FieldReference.TryParse(_format.Format(source), _format.Escapes, out FieldReference? made, out string? error)
            ? made
            : throw new InvalidFieldException(error);
    }
}
