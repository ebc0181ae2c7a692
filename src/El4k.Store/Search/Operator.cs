namespace El4k.Store.Search;

/// <summary>Reads the <c>operator</c> option of queries that take several words.</summary>
internal static class Operator
{
    /// <summary>Whether all words are asked for; without the option any will do.</summary>
    public static bool IsAnd(string? text, string path) => text?.ToUpperInvariant() switch
    {
        null or "OR" => false,
        "AND" => true,
        _ => throw new InvalidRequestException(InvalidRequestException.Parsing, $"[{path}] must be AND or OR, but is [{text}]"),
    };
}
