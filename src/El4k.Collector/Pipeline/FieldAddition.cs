using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>The option <c>add_field</c>: each field gets its values; one that exists becomes a list.</summary>
internal sealed class FieldAddition(OptionMap<StringFormat, IReadOnlyList<StringFormat>> option)
{
    private readonly (FieldSetting Field, IReadOnlyList<StringFormat> Values)[] _fields =
        [.. option.Select(pair => (new FieldSetting(pair.Key), pair.Value))];

    public void Apply(Event target)
    {
        foreach ((FieldSetting field, IReadOnlyList<StringFormat> values) in _fields)
        {
            foreach (StringFormat value in values)
            {
                target.Append(field.For(target), value.Format(target));
            }
        }
    }
}
