using System.Text.Json;
using El4k.Store.Io;

namespace El4k.Store.Search.Hits;

/// <summary>Which parts of <c>_source</c> an answer has.</summary>
/// <remarks>A pattern names a field or an object with all below it; <c>*</c> stands for any characters, points included. Immutable.</remarks>
internal sealed class SourceFilter
{
    public static readonly SourceFilter All = new(true, [], []);

    public static readonly SourceFilter None = new(false, [], []);

    private readonly IReadOnlyList<string> _includes;
    private readonly IReadOnlyList<string> _excludes;

    private SourceFilter(bool isShown, IReadOnlyList<string> includes, IReadOnlyList<string> excludes)
    {
        IsShown = isShown;
        _includes = includes;
        _excludes = excludes;
    }

    /// <summary>Whether hits have a <c>_source</c> at all.</summary>
    public bool IsShown { get; }

    /// <summary>Whether it is shown as it was sent.</summary>
    public bool IsWhole => IsShown && _includes.Count == 0 && _excludes.Count == 0;

    public static SourceFilter Create(IReadOnlyList<string> includes, IReadOnlyList<string> excludes) => new(true, includes, excludes);

    /// <summary>Reads <c>_source</c>: true, false, a pattern, patterns, or an object of <c>includes</c> and <c>excludes</c>.</summary>
    public static SourceFilter Parse(RequestObject request)
    {
        if (!request.TryRead("_source", out var value))
        {
            return All;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                return All;
            case JsonValueKind.False:
                return None;
            case JsonValueKind.String when value.GetString() is "true" or "false":
                return value.GetString() == "true" ? All : None;
            case JsonValueKind.Object:
                var options = new RequestObject(value, request.PathOf("_source"));
                var filter = new SourceFilter(
                    true,
                    [.. options.ReadStrings("includes"), .. options.ReadStrings("include")],
                    [.. options.ReadStrings("excludes"), .. options.ReadStrings("exclude")]);
                options.RejectUnread();
                return filter;
            default:
                return new SourceFilter(true, request.ReadStrings("_source"), []);
        }
    }

    /// <summary>Writes what passes of a document.</summary>
    public void Write(Utf8JsonWriter json, ReadOnlyMemory<byte> source)
    {
        if (IsWhole)
        {
            json.WriteRawValue(source.Span, skipInputValidation: true);
            return;
        }

        using var document = JsonDocument.Parse(source);
        json.WriteStartObject();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            WriteProperty(json, property, property.Name, _includes.Count == 0);
        }

        json.WriteEndObject();
    }

    private void WriteProperty(Utf8JsonWriter json, JsonProperty property, string path, bool isIncluded)
    {
        if (Matches(_excludes, path))
        {
            return;
        }

        isIncluded = isIncluded || Matches(_includes, path);
        if ((!isIncluded && !HasPassing(property.Value, path)) || (isIncluded && _excludes.Count > 0 && IsEmptied(property.Value, path)))
        {
            return;
        }

        json.WritePropertyName(property.Name);
        WriteValue(json, property.Value, path, isIncluded);
    }

    private void WriteValue(Utf8JsonWriter json, JsonElement value, string path, bool isIncluded)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    WriteProperty(json, property, $"{path}.{property.Name}", isIncluded);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray().Where(item => isIncluded || HasPassing(item, path)))
                {
                    WriteValue(json, item, path, isIncluded);
                }

                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    /// <summary>Whether anything below an object that is not included itself passes.</summary>
    private bool HasPassing(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(property =>
        {
            var child = $"{path}.{property.Name}";
            return !Matches(_excludes, child) && (Matches(_includes, child) || HasPassing(property.Value, child));
        }),
        JsonValueKind.Array => value.EnumerateArray().Any(item => HasPassing(item, path)),
        _ => false,
    };

    /// <summary>Whether the excludes take everything out of an object that had something.</summary>
    private bool IsEmptied(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any()
        && value.EnumerateObject().All(property => Matches(_excludes, $"{path}.{property.Name}") || IsEmptied(property.Value, $"{path}.{property.Name}"));

    private static bool Matches(IReadOnlyList<string> patterns, string path)
    {
        foreach (var pattern in patterns)
        {
            if (NamePattern.Matches(pattern, path))
            {
                return true;
            }
        }

        return false;
    }
}
