using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>A template for new indices, in both forms that stores know.</summary>
/// <param name="Name">The name under which the store keeps it.</param>
/// <param name="Composable">The body for <c>_index_template</c>; null when it is only for <see cref="Legacy"/>.</param>
/// <param name="Legacy">The body for <c>_template</c>; null when it is only for <see cref="Composable"/>.</param>
/// <param name="Overwrites">Whether it takes the place of one that is there.</param>
internal sealed record StoreTemplate(string Name, byte[]? Composable, byte[]? Legacy, bool Overwrites)
{
    // What a log wants: text to search in and a keyword to count by, times as dates, places as points.
    private const string Settings = """{"index":{"refresh_interval":"5s"}}""";

    private const string Mappings = """
        {
          "dynamic_templates": [
            { "strings": { "match_mapping_type": "string", "mapping": { "type": "text", "norms": false, "fields": { "keyword": { "type": "keyword", "ignore_above": 256 } } } } }
          ],
          "properties": {
            "@timestamp": { "type": "date" },
            "@version": { "type": "keyword" },
            "geoip": { "dynamic": true, "properties": { "ip": { "type": "ip" }, "location": { "type": "geo_point" }, "latitude": { "type": "half_float" }, "longitude": { "type": "half_float" } } }
          }
        }
        """;

    /// <summary>EL4K's own template, for the indices that a pattern names.</summary>
    public static StoreTemplate Default(string name, string pattern, bool overwrites, TemplateApi api)
    {
        var content = new JsonObject { ["settings"] = JsonNode.Parse(Settings), ["mappings"] = JsonNode.Parse(Mappings) };
        var composable = new JsonObject { ["index_patterns"] = new JsonArray(pattern), ["priority"] = 200, ["template"] = content };
        var legacy = new JsonObject { ["index_patterns"] = new JsonArray(pattern), ["order"] = 0, ["settings"] = JsonNode.Parse(Settings), ["mappings"] = JsonNode.Parse(Mappings) };
        return new StoreTemplate(
            name,
            api == TemplateApi.Legacy ? null : Bytes(composable),
            api == TemplateApi.Composable ? null : Bytes(legacy),
            overwrites);
    }

    /// <summary>The template of a file; with <c>template</c> in it, it is a composable one.</summary>
    /// <exception cref="PluginOptionException">The file cannot be read, or is no JSON object.</exception>
    public static StoreTemplate FromFile(string name, string path, bool overwrites, TemplateApi api)
    {
        JsonNode? content;
        try
        {
            content = JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new PluginOptionException("template", $"the file \"{path}\" cannot be used: {failure.Message}");
        }

        if (content is not JsonObject template)
        {
            throw new PluginOptionException("template", $"the file \"{path}\" holds no JSON object");
        }

        var isComposable = api == TemplateApi.Composable || (api == TemplateApi.Auto && template["template"] is JsonObject);
        return new StoreTemplate(name, isComposable ? Bytes(template) : null, isComposable ? null : Bytes(template), overwrites);
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
