using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>A field of the event whose name is the value of another one: <c>%{?key}=%{&amp;key}</c>.</summary>
internal sealed class DissectIndirection
{
    private readonly int _value;
    private readonly FieldReference _key;
    private readonly int _namedField;

    private DissectIndirection(DissectPattern pattern, int value, PluginContext context)
    {
        var name = pattern.Fields[value].Name;
        _value = value;
        _key = context.ParseField(name);
        _namedField = pattern.Fields.ToList().FindIndex(field => field.Name == name && field.Kind != DissectFieldKind.Indirect);
    }

    /// <summary>The indirections of a pattern in order.</summary>
    /// <exception cref="FormatException">A name is no field reference.</exception>
    public static DissectIndirection[] For(DissectPattern pattern, PluginContext context) =>
        [.. Enumerable.Range(0, pattern.Fields.Count).Where(i => pattern.Fields[i].Kind == DissectFieldKind.Indirect).Select(i => new DissectIndirection(pattern, i, context))];

    /// <summary>Sets the field. Does nothing when there is no name for it: neither a field of the event nor one of the pattern has it.</summary>
    /// <exception cref="InvalidFieldException">The event cannot take the value.</exception>
    public void Apply(Event target, ReadOnlySpan<byte> text, ReadOnlySpan<Range> places)
    {
        var name = target.Contains(_key)
            ? ValueText.Of(target.Get(_key))
            : _namedField >= 0 ? Encoding.UTF8.GetString(text[places[_namedField]]) : "";
        if (name.Length > 0)
        {
            target.SetText(FoundField.Named(name), text[places[_value]]);
        }
    }
}
