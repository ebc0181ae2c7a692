using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.EsBulk;

/// <summary>Reads Elasticsearch's bulk format: an action line, whose values become metadata, and the line with its document.</summary>
/// <remarks>Writes one line of JSON per event: outputs to Elasticsearch make the bulk format themselves.</remarks>
internal sealed class EsBulkCodec : ICodec
{
    /// <summary>The tag of a line that stands where an action or its document should.</summary>
    public const string FailureTag = "_esbulkparsefailure";

    private readonly EsBulkOptions _options;
    private readonly PluginContext _context;
    private readonly FieldReference? _metadata;
    private readonly LineSplitter _lines = new("\n"u8.ToArray(), LineLimit.DefaultBytes);
    private EventMap? _action;
    private byte[] _actionLine = [];

    /// <summary>Makes the codec; it holds nothing.</summary>
    public EsBulkCodec(EsBulkOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _metadata = context.EcsCompatibility.OptionalField(disabled: null, ecs: "[@metadata][codec][es_bulk]");
    }

    /// <inheritdoc/>
    public long HeldBytes => _lines.HeldBytes + (_action is null ? 0 : _actionLine.Length);

    /// <inheritdoc/>
    public long UnfinishedBytes => _lines.Held.Length + (_action is null ? 0 : _actionLine.Length + 1);

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        while (_lines.TryTake(ref data, out var line))
        {
            if (_lines.IsCut)
            {
                LineLimit.AddCut(line, "the limit of a line", LineLimit.DefaultBytes, _context, batch);
                _action = null;
            }
            else
            {
                Take(line, batch);
            }
        }
    }

    /// <inheritdoc/>
    public void Flush(EventBatch batch)
    {
        Take(_lines.Held, batch);
        if (_action is not null)
        {
            // An action without its document.
            batch.AddFailure(_actionLine, FailureTag);
        }

        _action = null;
        _lines.Reset();
    }

    /// <inheritdoc/>
    public void Encode(Event source, IBufferWriter<byte> output)
    {
        source.WriteJson(output);
        output.Write("\n"u8);
    }

    /// <inheritdoc/>
    public ICodec Clone() => new EsBulkCodec(_options, _context);

    private void Take(ReadOnlySpan<byte> line, EventBatch batch)
    {
        if (line.Trim(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        if (_action is { } action)
        {
            _action = null;
            AddDocument(line, action, batch);
            return;
        }

        if (!JsonValue.TryDecode(line, out var value, out _))
        {
            batch.AddFailure(line, JsonDecoder.FailureTag);
        }
        else if (value is EventMap { Count: 1 } map && map.GetAt(0) is { Key: "index" or "create" or "update" or "delete", Value: EventMap metadata } named)
        {
            metadata["action"] = named.Key;
            TakeAction(line, metadata, batch);
        }
        else
        {
            batch.AddFailure(line, FailureTag);
        }
    }

    private void TakeAction(ReadOnlySpan<byte> line, EventMap metadata, EventBatch batch)
    {
        if (metadata["action"] is "delete")
        {
            BulkUpdate.SetMetadata(batch.Add(), metadata, _metadata);
            return;
        }

        _action = metadata;
        _actionLine = line.ToArray();
    }

    private void AddDocument(ReadOnlySpan<byte> line, EventMap action, EventBatch batch)
    {
        var isPlain = _options.Target is null && !(_options.ParseUpdate && action["action"] is "update");
        var before = batch.Count;
        if (isPlain && line.TrimStart(" \t"u8) is [(byte)'{', ..] && batch.AddJson(line) && batch.Count == before + 1)
        {
            BulkUpdate.SetMetadata(batch[before], action, _metadata);
            return;
        }

        if (!JsonValue.TryDecode(line, out var value, out _))
        {
            BulkUpdate.SetMetadata(batch.AddFailure(line, JsonDecoder.FailureTag), action, _metadata);
        }
        else if (value is EventMap document)
        {
            var fields = _options.ParseUpdate && action["action"] is "update" ? BulkUpdate.Read(document, action, _options.ParseScriptedUpsert) : document;
            BulkUpdate.SetFields(batch.Add(), fields, _options.Target);
            BulkUpdate.SetMetadata(batch[before], action, _metadata);
        }
        else
        {
            BulkUpdate.SetMetadata(batch.AddFailure(line, FailureTag), action, _metadata);
        }
    }
}
