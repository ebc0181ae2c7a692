using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>A field of the event that gets its value from one or more fields of a pattern.</summary>
internal sealed class DissectAssignment
{
    private static readonly byte[] Blank = " "u8.ToArray();

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _joined;

    private readonly FieldReference _field;
    private readonly DissectPart[] _parts;
    private readonly bool _appends;

    private DissectAssignment(FieldReference field, DissectPart[] parts, bool appends)
    {
        _field = field;
        _parts = parts;
        _appends = appends;
    }

    /// <summary>The assignments of a pattern, in the order in which they are made.</summary>
    /// <exception cref="FormatException">A name is no field reference.</exception>
    public static DissectAssignment[] For(DissectPattern pattern, PluginContext context)
    {
        var saved = pattern.Fields.Select((field, index) => (Field: field, Index: index)).ToLookup(pair => pair.Field.Kind);
        var appended = saved[DissectFieldKind.Append].OrderBy(pair => pair.Field.Order).ToLookup(pair => pair.Field.Name);
        var names = saved[DissectFieldKind.Normal].Concat(saved[DissectFieldKind.Append]).Select(pair => pair.Field.Name).Distinct();
        return [.. names.Select(name =>
        {
            var normal = saved[DissectFieldKind.Normal].Where(pair => pair.Field.Name == name).TakeLast(1);
            DissectPart[] parts = [.. normal.Concat(appended[name]).Select(pair => new DissectPart(pair.Index, pair.Field.Before is { Length: 0 } ? Blank : pair.Field.Before))];
            return new DissectAssignment(context.ParseField(name), parts, !normal.Any());
        })];
    }

    /// <exception cref="InvalidFieldException">The event cannot take the value.</exception>
    public void Apply(Event target, ReadOnlySpan<byte> text, ReadOnlySpan<Range> places)
    {
        var isContinued = _appends && target.Contains(_field);
        if (_parts.Length == 1 && !isContinued)
        {
            target.SetText(_field, text[places[_parts[0].Field]]);
            return;
        }

        var joined = _joined ??= new ArrayBufferWriter<byte>(256);
        joined.ResetWrittenCount();
        if (isContinued)
        {
            target.TryWriteText(_field, joined);
        }

        for (var i = 0; i < _parts.Length; i++)
        {
            if (i > 0 || isContinued)
            {
                joined.Write(_parts[i].Join);
            }

            joined.Write(text[places[_parts[i].Field]]);
        }

        target.SetText(_field, joined.WrittenSpan);
        if (joined.Capacity > 64 * 1024)
        {
            _joined = null;
        }
    }
}
