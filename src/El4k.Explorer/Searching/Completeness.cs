using System.Text.Json;

namespace El4k.Explorer.Searching;

/// <summary>Finds what a search's answer lacks: stores answer 200 also when a part of the data could not be read.</summary>
internal static class Completeness
{
    /// <returns>One sentence for people, null when nothing is missing.</returns>
    public static string? Missing(JsonElement answer)
    {
        if (answer.TryGetProperty("timed_out", out var late) && late.ValueKind == JsonValueKind.True)
        {
            return "The store gave up before it had read everything: numbers are too low.";
        }

        if (!answer.TryGetProperty("_shards", out var shards) || !shards.TryGetProperty("failed", out var failed) || failed.GetInt64() == 0)
        {
            return null;
        }

        var reason = shards.TryGetProperty("failures", out var failures) && failures.ValueKind == JsonValueKind.Array && failures.GetArrayLength() > 0
            ? Reason(failures[0]) : null;
        return $"{failed} of {(shards.TryGetProperty("total", out var total) ? total : failed)} parts of the data could not be read: numbers are too low."
            + (reason is null ? "" : $" The store says: {reason}");
    }

    private static string? Reason(JsonElement failure) =>
        failure.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.Object && reason.TryGetProperty("reason", out var text) ? text.ToString() : null;
}
