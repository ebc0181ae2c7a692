using System.Globalization;
using System.Text.Json;

namespace El4k.Store.Search;

/// <summary>Reads one JSON object of a request and remembers what was read, so that what nobody understood is an error.</summary>
/// <remarks>Numbers and booleans may arrive as strings, as real clients send them.</remarks>
internal sealed class RequestObject
{
    private readonly JsonElement _element;
    private readonly List<string> _read = [];

    /// <param name="element">The object.</param>
    /// <param name="path">Where it is in the request, for errors; empty for the whole body.</param>
    public RequestObject(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path, "an object", element);
        }

        _element = element;
        Path = path;
    }

    /// <summary>The object itself.</summary>
    public JsonElement Element => _element;

    /// <summary>Where the object is in the request, such as <c>query.bool</c>.</summary>
    public string Path { get; }

    /// <summary>The properties that were not read yet, in the order of the request.</summary>
    public IEnumerable<JsonProperty> Unread => _element.EnumerateObject().Where(property => !_read.Contains(property.Name));

    public static InvalidRequestException Wrong(string path, string expected, JsonElement found) =>
        new(InvalidRequestException.Parsing, $"{(path.Length == 0 ? "the request" : $"[{path}]")} must be {expected}, but is {Describe(found)}");

    public string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    /// <summary>Whether the property is there and not null.</summary>
    public bool TryRead(string name, out JsonElement value)
    {
        _read.Add(name);
        return _element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public JsonElement Read(string name) => TryRead(name, out var value)
        ? value
        : throw new InvalidRequestException(InvalidRequestException.Parsing, $"[{Path}] needs [{name}]");

    public RequestObject? ReadObject(string name) => TryRead(name, out var value) ? new RequestObject(value, PathOf(name)) : null;

    /// <summary>A string; numbers and booleans are taken as their JSON text.</summary>
    public string? ReadString(string name) => TryRead(name, out var value) ? ToText(value, PathOf(name)) : null;

    public string ReadRequiredString(string name) => ToText(Read(name), PathOf(name));

    public long? ReadInteger(string name)
    {
        if (!TryRead(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
        {
            return number;
        }

        return value.ValueKind == JsonValueKind.String
            && long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            ? number
            : throw Wrong(PathOf(name), "a whole number", value);
    }

    /// <summary>A whole number of at least <paramref name="minimum"/> that fits an <see cref="int"/>.</summary>
    public int ReadCount(string name, int fallback, int minimum = 0)
    {
        var number = ReadInteger(name) ?? fallback;
        return number >= minimum && number <= int.MaxValue
            ? (int)number
            : throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"[{PathOf(name)}] must be at least {minimum}, but is {number}");
    }

    public double? ReadNumber(string name) => TryRead(name, out var value) ? ToNumber(value, PathOf(name)) : null;

    public bool ReadBoolean(string name, bool fallback)
    {
        if (!TryRead(name, out var value))
        {
            return fallback;
        }

        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when value.ValueEquals("true") => true,
            JsonValueKind.String when value.ValueEquals("false") => false,
            _ => throw Wrong(PathOf(name), "true or false", value),
        };
    }

    /// <summary>The elements of an array, or the one value that stands for an array of one; empty when absent.</summary>
    public IReadOnlyList<(JsonElement Value, string Path)> ReadList(string name)
    {
        if (!TryRead(name, out var value))
        {
            return [];
        }

        var path = PathOf(name);
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((element, index) => (element, $"{path}[{index}]"))]
            : [(value, path)];
    }

    public IReadOnlyList<string> ReadStrings(string name) => [.. ReadList(name).Select(item => ToText(item.Value, item.Path))];

    /// <summary>Reads properties that are understood and change nothing here.</summary>
    public void Accept(params ReadOnlySpan<string> names) => _read.AddRange(names);

    /// <exception cref="InvalidRequestException">A property was not read.</exception>
    public void RejectUnread()
    {
        foreach (var property in Unread)
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing,
                $"[{PathOf(property.Name)}] is not supported; {(Path.Length == 0 ? "the request" : $"[{Path}]")} takes {string.Join(", ", _read.Distinct(StringComparer.Ordinal))}");
        }
    }

    public static string ToText(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw Wrong(path, "a string", value),
    };

    public static double ToNumber(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.GetDouble();
        }

        return value.ValueKind == JsonValueKind.String
            && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(path, "a number", value);
    }

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null or JsonValueKind.Undefined => "null",
        _ => Shorten(element.GetRawText()),
    };

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}
