using System.Globalization;
using System.Text.RegularExpressions;
using El4k.Collector.Events;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Reads a YAML mapping as a dictionary: the first document, keys as they are written, values with their types.</summary>
internal sealed partial class YamlDictionary
{
    /// <summary>How many values a file may stand for: aliases of aliases make billions of a few lines.</summary>
    public const int MaximumValues = 10_000_000;

    private const string MergeKey = "<<";

    private readonly IParser _parser;
    private readonly Dictionary<AnchorName, (object? Value, int Size)> _anchors = [];
    private int _values;

    private YamlDictionary(IParser parser) => _parser = parser;

    /// <exception cref="FormatException">The text is no YAML mapping; the message is a clause that says where and why.</exception>
    public static EventMap Parse(string text)
    {
        try
        {
            return new YamlDictionary(new Parser(new Scanner(new StringReader(text), skipComments: true))).Read();
        }
        catch (YamlException wrong)
        {
            throw new FormatException($"line {wrong.Start.Line}, column {wrong.Start.Column}: {wrong.Message}", wrong);
        }
        catch (Exception wrong) when (wrong is not (OutOfMemoryException or FormatException))
        {
            // What else the parser throws at broken text is a matter of its version; the file is wrong all the same.
            throw new FormatException($"it is no YAML: {wrong.Message}", wrong);
        }
    }

    private EventMap Read()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            return [];
        }

        return ReadValue(0) switch
        {
            EventMap map => map,
            null => [],
            _ => throw new FormatException("it is no mapping of keys to values"),
        };
    }

    private object? ReadValue(int depth)
    {
        var before = _values;
        Count(1);
        if (depth > JsonValue.MaxDepth)
        {
            throw new FormatException($"it is nested more than {JsonValue.MaxDepth} levels deep");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!_anchors.TryGetValue(alias.Value, out var known))
            {
                throw new YamlException(alias.Start, alias.End, $"there is no anchor {alias.Value}");
            }

            Count(known.Size);
            return JsonValue.DeepClone(known.Value);
        }

        var anchor = _parser.Accept<NodeEvent>(out var node) ? node.Anchor : AnchorName.Empty;
        object? value = node switch
        {
            MappingStart => ReadMap(depth),
            SequenceStart => ReadList(depth),
            _ => ReadScalar(_parser.Consume<Scalar>()),
        };
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = (value, _values - before);
        }

        return value;
    }

    private EventMap ReadMap(int depth)
    {
        _parser.Consume<MappingStart>();
        var map = new EventMap();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var isPlain = _parser.Accept<Scalar>(out var scalar) && scalar.Style == ScalarStyle.Plain;
            var key = scalar is null || !scalar.Anchor.IsEmpty ? ValueText.Of(ReadValue(depth + 1)) : _parser.Consume<Scalar>().Value;
            var value = ReadValue(depth + 1);
            if (isPlain && key == MergeKey && value is EventMap or List<object?>)
            {
                Merge(map, value);
            }
            else
            {
                map[key] = value;
            }
        }

        return map;
    }

    private List<object?> ReadList(int depth)
    {
        _parser.Consume<SequenceStart>();
        var list = new List<object?>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(ReadValue(depth + 1));
        }

        return list;
    }

    private static void Merge(EventMap map, object value)
    {
        foreach (var item in value as List<object?> ?? [value])
        {
            foreach (var (key, merged) in item as EventMap ?? [])
            {
                map.TryAdd(key, merged);
            }
        }
    }

    private static object? ReadScalar(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
        {
            return text;
        }

        return text switch
        {
            "" or "~" or "null" => null,
            "true" => true,
            "false" => false,
            _ when Whole().IsMatch(text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : text,
            _ when Real().IsMatch(text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            _ => text,
        };
    }

    private void Count(int more)
    {
        if (more > MaximumValues - _values)
        {
            throw new FormatException($"it stands for more than {MaximumValues} values");
        }

        _values += more;
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A-?[0-9]{1,300}\.[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Real();
}
