using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Collector.Configuration;
using El4k.Server.Logging;

namespace El4k.Server.Monitoring;

/// <summary><c>_node/logging</c>: reads and changes the levels of loggers while the program runs.</summary>
internal static class LoggingApi
{
    private const string Prefix = "logger.";

    public static JsonObject Read(LogLevels levels) => new()
    {
        ["loggers"] = new JsonObject(levels.Read().Select(logger => KeyValuePair.Create(logger.Key, (JsonNode?)logger.Value.ToString().ToUpperInvariant()))),
    };

    /// <summary>Sets the levels that a body names: <c>{"logger.logstash.inputs.tcp":"DEBUG"}</c>; all of them or none.</summary>
    /// <returns>What is wrong with the body; null when it was carried out.</returns>
    public static string? Change(LogLevels levels, string body)
    {
        JsonObject? wanted;
        try
        {
            wanted = JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException e)
        {
            return "the body is no JSON: " + e.Message;
        }

        if (wanted is null)
        {
            return "expected an object such as {\"logger.logstash.inputs.tcp\":\"DEBUG\"}";
        }

        var changes = new List<(string Logger, LogLevel Level)>();
        foreach (var (key, value) in wanted)
        {
            if (!key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                return $"unrecognized option [{key}]: a name begins with {Prefix}";
            }

            if (value is not JsonValue text || !text.TryGetValue<string>(out var word) || !TryLevel(word, out var level))
            {
                return $"invalid level[{value?.ToJsonString().Trim('"')}] for logger[{key[Prefix.Length..]}]. {Suggest(value)}";
            }

            changes.Add((key[Prefix.Length..], level));
        }

        foreach (var (logger, level) in changes)
        {
            levels.Set(logger, level);
        }

        return null;
    }

    private static string Suggest(JsonNode? value) =>
        NearestName.Suggest(value?.ToString() ?? "", Enum.GetNames<LogLevel>().Select(name => name.ToUpperInvariant()), "")
        ?? $"There are {string.Join(", ", Enum.GetNames<LogLevel>().Select(name => name.ToUpperInvariant()))}.";

    private static bool TryLevel(string word, out LogLevel level) =>
        Enum.TryParse(word, ignoreCase: true, out level) && Enum.IsDefined(level) && char.IsLetter(word[0]);
}
