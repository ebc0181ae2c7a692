using System.Text.RegularExpressions;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Patterns;

/// <summary>The field one capture goes to, and how it goes there.</summary>
internal sealed class GrokField
{
    private readonly FieldReference _field;
    private readonly GrokCaptureType _type;
    private readonly bool _overwrite;
    private readonly bool _isText;

    private GrokField(FieldReference field, GrokCaptureType type, bool overwrite)
    {
        _field = field;
        _type = type;
        _overwrite = overwrite;
        _isText = type is not (GrokCaptureType.Integer or GrokCaptureType.Float);
    }

    /// <exception cref="FormatException">The capture names something that is no field reference.</exception>
    public static GrokField Create(GrokCapture capture, CaptureSettings settings)
    {
        var written = FieldReference.Parse(capture.Field);
        var field = written;
        if (settings.Target is { } target)
        {
            field = target;
            foreach (var name in written.Names)
            {
                field = field.Child(name);
            }
        }

        return new GrokField(field, capture.Type, settings.Overwrite.Contains(field) || settings.Overwrite.Contains(written));
    }

    /// <summary>Puts captured text into the event: added to what is there, or in its place.</summary>
    /// <param name="group">The capture.</param>
    /// <param name="ascii">The text that was searched, when its bytes have the places of its characters: then the field is a slice of it. Else empty.</param>
    /// <param name="target">The event.</param>
    /// <remarks>A map that is there stays as it is, because a list of a map and a text could not be searched; so does a timestamp.</remarks>
    public void Add(Group group, ReadOnlyMemory<byte> ascii, Event target)
    {
        if (_isText && !ascii.IsEmpty && (_overwrite || !target.Contains(_field)))
        {
            target.SetSlice(_field, ascii.Slice(group.Index, group.Length));
            return;
        }

        if (_type == GrokCaptureType.Integer && !ascii.IsEmpty && (_overwrite || !target.Contains(_field))
            && target.TrySetWholeNumber(_field, ascii.Slice(group.Index, group.Length)))
        {
            return;
        }

        var value = ValueOf(group);
        var present = _overwrite ? null : target.Get(_field);
        if (present is null)
        {
            target.Set(_field, value);
        }
        else if (present is not (EventMap or Timestamp))
        {
            target.Append(_field, value);
        }
    }

    /// <summary>Puts a capture of no text into the event: an empty text, or null if the group took no part and the field is not there.</summary>
    public void AddEmpty(Group group, Event target)
    {
        if (group.Success)
        {
            Add(group, default, target);
        }
        else if (!target.Contains(_field))
        {
            target.Set(_field, null);
        }
    }

    private object ValueOf(Group group)
    {
        switch (_type)
        {
            case GrokCaptureType.Integer:
                return LeadingNumber.TryReadInteger(group.ValueSpan, out var integer) ? integer : 0L;
            case GrokCaptureType.Float:
                return LeadingNumber.TryReadFloat(group.ValueSpan, out var number) ? number : 0.0;
            default:
                return group.Value;
        }
    }
}
