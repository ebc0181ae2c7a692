using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>Writes the line that says what to do with the document after it; the lines of the few indices in use are kept ready.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class ActionLines(BulkSettings settings)
{
    // Services times days at hand: more names than this at one time come from a field that should not be in an index name.
    private const int Limit = 256;

    private readonly List<Line> _lines = [];
    private readonly ArrayBufferWriter<byte> _name = new(256);
    private readonly ArrayBufferWriter<byte> _value = new(64);
    private readonly bool _hasMembers = settings.DocumentId is not null || settings.Routing is not null || settings.Pipeline is not null
        || settings.Version is not null || settings.VersionType is not null || settings.Parent is not null || settings.Update is not null;
    private readonly FormatKey? _key = settings.DataStream is null ? FormatKey.Of(settings.Index) : null;
    private int _lastFound;

    /// <summary>Whether the last event lacked a field of the index name.</summary>
    public bool WasMissing { get; private set; }

    /// <summary>Whether the last line names the document's id.</summary>
    public bool HasId { get; private set; }

    /// <summary>Writes the action line of an event, with its newline.</summary>
    public void Write(Event source, BulkAction action, BulkBody output)
    {
        var line = Find(source, action);
        if (!_hasMembers)
        {
            output.Append(line.Whole);
            return;
        }

        output.Append(line.Start);
        WriteMembers(source, action, output);
        output.Append("}}\n"u8);
    }

    private Line Find(Event source, BulkAction action)
    {
        if (_key is null || !_key.TryRead(source, out var value, out var period))
        {
            return FindByName(source, action);
        }

        for (var i = 0; i < _lines.Count; i++)
        {
            var known = _lines[At(i)];
            if (known.Period == period && value.SequenceEqual(known.Value) && known.Action == action)
            {
                _lastFound = At(i);
                WasMissing = false;
                return known;
            }
        }

        var line = FindByName(source, action);
        line.Value = value.ToArray();
        line.Period = period;
        return line;
    }

    // Events of a service come together: a search begins where the last one ended.
    private int At(int step) => _lastFound + step < _lines.Count ? _lastFound + step : _lastFound + step - _lines.Count;

    private Line FindByName(Event source, BulkAction action)
    {
        _name.ResetWrittenCount();
        if (settings.DataStream is { } stream)
        {
            WasMissing = false;
            Encoding.UTF8.GetBytes(stream.Name(source), _name);
        }
        else
        {
            WasMissing = !settings.Index.Write(source, _name);
            if (WasMissing)
            {
                _name.ResetWrittenCount();
                WasMissing = !IndexName.TryFillMissing(settings.Index, source, out var filled);
                Encoding.UTF8.GetBytes(filled, _name);
            }
        }

        var name = _name.WrittenSpan;
        for (var i = 0; i < _lines.Count; i++)
        {
            var at = At(i);
            if (_lines[at].Action == action && name.SequenceEqual(_lines[at].Name))
            {
                _lastFound = at;
                return _lines[at];
            }
        }

        return Add(name, action);
    }

    private Line Add(ReadOnlySpan<byte> name, BulkAction action)
    {
        if (_lines.Count >= Limit)
        {
            _lines.Clear();
        }

        var word = action.ToString().ToLowerInvariant();
        var index = JsonEncodedText.Encode(IndexName.MakeValid(Encoding.UTF8.GetString(name)));
        var start = Encoding.UTF8.GetBytes($"{{\"{word}\":{{\"_index\":\"{index}\"");
        var line = new Line(action, name.ToArray(), start, [.. start, .. "}}\n"u8]);
        _lastFound = _lines.Count;
        _lines.Add(line);
        return line;
    }

    private void WriteMembers(Event source, BulkAction action, BulkBody output)
    {
        HasId = WriteMember("_id"u8, settings.DocumentId, source, output);
        WriteMember("routing"u8, settings.Routing ?? settings.Parent, source, output);
        if (action is BulkAction.Index or BulkAction.Create)
        {
            // An empty name means none, so that a field can say it.
            WriteMember("pipeline"u8, settings.Pipeline, source, output, isEmptyLeftOut: true);
        }

        WriteMember("version"u8, settings.Version, source, output);
        WriteMember("version_type"u8, settings.VersionType, source, output);
        if (action == BulkAction.Update && settings.Update is { } update)
        {
            output.Append(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"retry_on_conflict\":{update.RetryOnConflict}")));
        }
    }

    private bool WriteMember(ReadOnlySpan<byte> member, StringFormat? format, Event source, BulkBody output, bool isEmptyLeftOut = false)
    {
        _value.ResetWrittenCount();
        if (format is null || !format.Write(source, _value) || (isEmptyLeftOut && _value.WrittenCount == 0))
        {
            return false;
        }

        output.Append(",\""u8);
        output.Append(member);
        output.Append("\":\""u8);
        output.Append(JsonEncodedText.Encode(_value.WrittenSpan).EncodedUtf8Bytes);
        output.Append("\""u8);
        return true;
    }

    private sealed record Line(BulkAction Action, byte[] Name, byte[] Start, byte[] Whole)
    {
        /// <summary>What the field of the format was for the event that brought the line last.</summary>
        public byte[] Value { get; set; } = [];

        /// <summary>The period of that event; none before there is one.</summary>
        public long Period { get; set; } = -1;
    }
}
