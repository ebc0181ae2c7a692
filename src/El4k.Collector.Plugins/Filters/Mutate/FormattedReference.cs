using System.Diagnostics.CodeAnalysis;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Mutate;

/// <summary>A field whose name may depend on the event; a name without placeholders is resolved once.</summary>
internal sealed class FormattedReference
{
    private readonly string _option;
    private readonly StringFormat _format;
    private readonly FieldReference? _fixed;

    /// <exception cref="PluginOptionException">The name has no placeholders and is no field reference.</exception>
    public FormattedReference(string option, StringFormat format)
    {
        _option = option;
        _format = format;
        if (format.IsLiteral && !FieldReference.TryParse(format.Text, format.Escapes, out _fixed, out var error))
        {
            throw new PluginOptionException(option, error);
        }
    }

    public bool TryResolve(Event source, [NotNullWhen(true)] out FieldReference? field, [NotNullWhen(false)] out string? error)
    {
        error = null;
        field = _fixed;
        if (field is not null || FieldReference.TryParse(_format.Format(source), _format.Escapes, out field, out error))
        {
            return true;
        }

        error = $"{_option}: {error}";
        return false;
    }
}
