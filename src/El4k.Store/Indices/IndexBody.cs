using System.Text.Json;
using El4k.Store.Errors;
using El4k.Store.Mapping;

namespace El4k.Store.Indices;

/// <summary>The body of a request that makes an index.</summary>
internal static class IndexBody
{
    /// <summary>Reads <c>settings</c>, as JSON text, and <c>mappings</c>.</summary>
    /// <exception cref="StoreException">A key or mapping that is not known.</exception>
    public static (string Settings, IndexMapping Mapping) Parse(JsonElement body)
    {
        var settings = "{}";
        var mapping = IndexMapping.Empty;
        if (body.ValueKind == JsonValueKind.Undefined)
        {
            return (settings, mapping);
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new StoreException("parse_exception", 400, "expected an object with [settings] and [mappings]");
        }

        foreach (var property in body.EnumerateObject())
        {
            switch (property.Name)
            {
                case "settings":
                    settings = property.Value.GetRawText();
                    break;
                case "mappings":
                    mapping = MappingParser.Parse(property.Value, isExplicit: true, out _);
                    break;
                case "aliases" when property.Value.ValueKind == JsonValueKind.Object && !property.Value.EnumerateObject().Any():
                    break;
                case "aliases":
                    throw StoreErrors.IllegalArgument("[aliases] are not supported yet");
                default:
                    throw new StoreException("parse_exception", 400, $"unknown key [{property.Name}] for create index");
            }
        }

        return (settings, mapping);
    }
}
