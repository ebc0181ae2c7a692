using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using El4k.Store.Errors;
using El4k.Store.Mapping;

namespace El4k.Store.Segments;

/// <summary>Reads documents of one index into lists of typed values, mapping new fields on the way. Builds no tree.</summary>
/// <remarks>
/// Used under the index's write lock. A document that is refused leaves no trace: the mapping grows only by <see cref="Accept"/>.
/// <see cref="Values"/> refer to the document's bytes and to the parser's buffer until the next document.
/// </remarks>
internal sealed class DocumentParser
{
    // Objects nested deeper stay in _source only, as deep as the mapping of Elasticsearch goes.
    private const int MaxDepth = 20;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 128 };

    private readonly MappingBuilder _mapping;
    private readonly int _maxFields;
    private readonly Dictionary<string, DocumentField> _fields = new(StringComparer.Ordinal);
    private readonly Func<DocumentNode, string, DocumentNode> _createNode;
    private readonly DocumentNode _root = new("", [], 0);
    private readonly List<ParsedValue> _values = [];
    private readonly List<DocumentField> _pending = [];
    private readonly ValueReader _valueReader = new();

    // Set for log replay: what was accepted once is accepted again, whatever the mapping says by now.
    private bool _lenient;

    /// <param name="mapping">The index's mapping; when it changes other than by this parser, a new parser is due.</param>
    /// <param name="maxFields">Fields of the mapping above which no more are added.</param>
    public DocumentParser(MappingBuilder mapping, int maxFields)
    {
        _mapping = mapping;
        _maxFields = maxFields;
        _createNode = CreateNode;
    }

    /// <summary>The values of the document last parsed, in its order.</summary>
    public List<ParsedValue> Values => _values;

    /// <summary>Values that were left to <c>_source</c> because the mapping is full, since the parser was made.</summary>
    public long OverflowedValues { get; private set; }

    /// <summary>The bytes of a string value.</summary>
    public ReadOnlySpan<byte> BytesOf(in ParsedValue value, ReadOnlySpan<byte> document) =>
        value.IsUnescaped ? _valueReader.Unescaped(value.Start, value.Length) : document.Slice(value.Start, value.Length);

    /// <summary>Parses one document.</summary>
    /// <param name="document">One JSON object, UTF-8.</param>
    /// <param name="lenient">Whether values that do not fit an explicit mapping are kept in alternate columns.</param>
    /// <exception cref="StoreException"><c>mapper_parsing_exception</c> or <c>strict_dynamic_mapping_exception</c>.</exception>
    public void Parse(ReadOnlySpan<byte> document, bool lenient)
    {
        _lenient = lenient;
        _values.Clear();
        _valueReader.Reset();
        if (!Utf8.IsValid(document))
        {
            throw StoreErrors.MapperParsing("failed to parse: the document is not valid UTF-8");
        }

        try
        {
            var reader = new Utf8JsonReader(document, ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw StoreErrors.MapperParsing("failed to parse: expected an object");
            }

            ReadObject(ref reader, _root, skip: false);
            if (reader.Read())
            {
                throw StoreErrors.MapperParsing("failed to parse: more than one value");
            }
        }
        catch (JsonException exception)
        {
            Reject();
            throw StoreErrors.MapperParsing("failed to parse", new StoreException("json_parse_exception", 400, exception.Message));
        }
        catch (InvalidOperationException exception)
        {
            // The reader's way to say that a string is no valid UTF-8 or UTF-16.
            Reject();
            throw StoreErrors.MapperParsing("failed to parse", new StoreException("json_parse_exception", 400, exception.Message));
        }
        catch (StoreException)
        {
            Reject();
            throw;
        }
    }

    /// <summary>Makes the fields that the last document brought part of the mapping.</summary>
    public void Accept()
    {
        foreach (var field in _pending)
        {
            _mapping.Add(field.Mapping!);
            field.IsPending = false;
        }

        _pending.Clear();
    }

    /// <summary>Forgets the fields that the last document brought.</summary>
    public void Reject()
    {
        foreach (var field in _pending)
        {
            field.Mapping = null;
            field.IsPending = false;
        }

        _pending.Clear();
        _values.Clear();
    }

    private void ReadObject(ref Utf8JsonReader reader, DocumentNode node, bool skip)
    {
        if (skip || node.Depth >= MaxDepth || node.Object is { Enabled: false })
        {
            reader.Skip();
            return;
        }

        DocumentNode? child = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            child = node.GetChild(ref reader, child, _createNode);
            reader.Read();
            ReadValue(ref reader, child);
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, DocumentNode node)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, node, RefusesObject(node));
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadValue(ref reader, node);
                }

                break;
            case JsonTokenType.Null:
                break;
            default:
                ReadScalar(ref reader, node);
                break;
        }
    }

    // True if the object stays in _source only.
    private bool RefusesObject(DocumentNode node)
    {
        var mapping = (node.Field ??= GetField(node.Path)).Mapping;
        if (mapping is not { IsExplicit: true })
        {
            return false;
        }

        if (mapping.Type == FieldType.Unindexed || mapping.IgnoreMalformed)
        {
            return true;
        }

        return _lenient
            ? false
            : throw StoreErrors.MapperParsing($"failed to parse field [{node.Path}] of type [{mapping.TypeName}]: expected a value, found an object");
    }

    private void ReadScalar(ref Utf8JsonReader reader, DocumentNode node)
    {
        if (node.Object is { } item)
        {
            if (!item.Enabled)
            {
                return;
            }

            if (!_lenient && item.TypeName is "object" or "nested")
            {
                throw StoreErrors.MapperParsing(
                    $"object mapping for [{node.Path}] tried to parse field [{Encoding.UTF8.GetString(node.Name)}] as object, but found a concrete value");
            }
        }

        var field = node.Field ??= GetField(node.Path);
        if (field.Mapping is null && !TryMap(ref reader, field))
        {
            return;
        }

        if (field.Mapping!.Type == FieldType.Unindexed)
        {
            return;
        }

        if (_valueReader.TryRead(ref reader, field, out var value) || field.Mapping is { IsExplicit: false } || _lenient)
        {
            _values.Add(value);
        }
        else if (!field.Mapping.IgnoreMalformed)
        {
            throw ValueReader.Malformed(ref reader, field.Mapping);
        }
    }

    private bool TryMap(ref Utf8JsonReader reader, DocumentField field)
    {
        var mode = _mapping.DynamicAt(field.Path);
        if (mode == DynamicMode.Strict && !_lenient)
        {
            var parent = field.Path.LastIndexOf('.') is > 0 and var dot ? field.Path[..dot] : "_doc";
            throw new StoreException(
                "strict_dynamic_mapping_exception", 400, $"mapping set to strict, dynamic introduction of [{field.Path}] within [{parent}] is not allowed");
        }

        if (mode == DynamicMode.False)
        {
            return false;
        }

        if (_mapping.FieldCount + _pending.Count >= _maxFields)
        {
            OverflowedValues++;
            return false;
        }

        field.Mapping = ValueReader.MapDynamically(ref reader, field.Path, _mapping.Settings);
        field.IsPending = true;
        _pending.Add(field);
        return true;
    }

    private DocumentNode CreateNode(DocumentNode parent, string name)
    {
        var path = parent.Path.Length == 0 ? name : $"{parent.Path}.{name}";
        return new DocumentNode(path, Encoding.UTF8.GetBytes(name), parent.Depth + 1) { Object = _mapping.FindObject(path) };
    }

    private DocumentField GetField(string path)
    {
        if (!_fields.TryGetValue(path, out var field))
        {
            _fields.Add(path, field = new DocumentField(path, _fields.Count) { Mapping = _mapping.Find(path) });
        }

        return field;
    }
}
