using El4k.Collector.Configuration;
using El4k.Collector.Events;

namespace El4k.Collector.Pipeline;

/// <summary>What every input does with its events: set the type and the default fields where there are none, add fields, add tags.</summary>
internal sealed class InputDecoration(SharedInputOptions options, IReadOnlyDictionary<string, string> defaultFields)
{
    private static readonly FieldReference TypeField = FieldReference.Parse("type");

    private readonly FieldAddition _added = new(options.AddField);
    private readonly (FieldReference Field, string Value)[] _defaults = [.. defaultFields.Select(pair => (FieldReference.Parse(pair.Key), pair.Value))];
    private readonly bool _isEmpty = options.Type is null && options.AddField.Count == 0 && options.Tags.Count == 0 && defaultFields.Count == 0;

    public void Apply(EventBatch batch)
    {
        if (_isEmpty)
        {
            return;
        }

        foreach (Event one in batch.Events.Span)
        {
            try
            {
                Apply(one);
            }
            catch (InvalidFieldException)
            {
                // The event goes on without the field; the tag says that something did not fit.
                one.Tag("_addfieldfailure");
            }
        }
    }

    private void Apply(Event target)
    {
        if (options.Type is not null && !target.Contains(TypeField))
        {
            target.Set(TypeField, options.Type);
        }

        foreach ((FieldReference field, string value) in _defaults)
        {
            if (!target.Contains(field))
            {
                target.Set(field, value);
            }
        }

        _added.Apply(target);
        foreach (string tag in options.Tags)
        {
            target.Tag(tag);
        }
    }
}
