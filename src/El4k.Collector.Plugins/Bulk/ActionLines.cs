using System.Buffers;
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
    private readonly bool _isPlain = settings.DocumentId is null && settings.Routing is null && settings.Pipeline is null;
    private int _lastFound;

    /// <summary>Whether the last event lacked a field of the index name.</summary>
    public bool WasMissing { get; private set; }

    /// <summary>Writes the action line of an event, with its newline.</summary>
    public void Write(Event source, IBufferWriter<byte> output)
    {
        var line = Find(source);
        output.Write(line.Start);
        if (!_isPlain)
        {
            WriteMember("_id"u8, settings.DocumentId, source, output);
            WriteMember("routing"u8, settings.Routing, source, output);
            WriteMember("pipeline"u8, settings.Pipeline, source, output);
        }

        output.Write("}}\n"u8);
    }

    private Line Find(Event source)
    {
        _name.ResetWrittenCount();
        WasMissing = !settings.Index.Write(source, _name);
        if (WasMissing)
        {
            _name.ResetWrittenCount();
            Encoding.UTF8.GetBytes(IndexName.FillMissing(settings.Index, source), _name);
        }

        var name = _name.WrittenSpan;
        for (var i = 0; i < _lines.Count; i++)
        {
            // Events of a service come together: the search begins where it last ended.
            var at = _lastFound + i < _lines.Count ? _lastFound + i : _lastFound + i - _lines.Count;
            if (name.SequenceEqual(_lines[at].Name))
            {
                _lastFound = at;
                return _lines[at];
            }
        }

        return Add(name);
    }

    private Line Add(ReadOnlySpan<byte> name)
    {
        if (_lines.Count >= Limit)
        {
            _lines.Clear();
        }

        var action = settings.Action == BulkAction.Create ? "create" : "index";
        var index = JsonEncodedText.Encode(IndexName.MakeValid(Encoding.UTF8.GetString(name)));
        var line = new Line(name.ToArray(), Encoding.UTF8.GetBytes($"{{\"{action}\":{{\"_index\":\"{index}\""));
        _lastFound = _lines.Count;
        _lines.Add(line);
        return line;
    }

    private void WriteMember(ReadOnlySpan<byte> member, StringFormat? format, Event source, IBufferWriter<byte> output)
    {
        _value.ResetWrittenCount();
        if (format is null || !format.Write(source, _value))
        {
            return;
        }

        output.Write(",\""u8);
        output.Write(member);
        output.Write("\":\""u8);
        output.Write(JsonEncodedText.Encode(_value.WrittenSpan).EncodedUtf8Bytes);
        output.Write("\""u8);
    }

    private sealed record Line(byte[] Name, byte[] Start);
}
