using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Pipeline;

/// <summary>What every filter does with the events it matched: add fields, remove fields, add tags, remove tags.</summary>
internal sealed class FilterDecoration(SharedFilterOptions options)
{
    private readonly FieldAddition _added = new(options.AddField);
    private readonly FieldSetting[] _removed = [.. options.RemoveField.Select(format => new FieldSetting(format))];

    public void Apply(Event target)
    {
        _added.Apply(target);
        foreach (FieldSetting field in _removed)
        {
            target.Remove(field.For(target));
        }

        foreach (StringFormat tag in options.AddTag)
        {
            target.AddTag(tag.Format(target));
        }

        foreach (StringFormat tag in options.RemoveTag)
        {
            target.RemoveTag(tag.Format(target));
        }
    }
}
