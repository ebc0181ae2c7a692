using System.Text.Json;

namespace El4k.Collector.Events;

/// <summary>How many elements a JSON array may have that is to become events.</summary>
public static class JsonArrayBound
{
    /// <summary>The most elements of one array.</summary>
    /// <remarks>
    /// All events of one array lie in one batch, an event takes about 1 KiB however short its text is, and three bytes are an element: without a bound a line of
    /// 16 MiB takes many GB. This many take about 100 MB, and are a hundred times what a batch is meant to hold.
    /// </remarks>
    public const int MaxElements = 100_000;

    // A digit and a comma.
    private const int ShortestElement = 2;

    /// <summary>Whether the text begins with an array of more elements; it is not read further than to the first element too many, and nothing is allocated.</summary>
    public static bool IsExceededBy(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < (long)MaxElements * ShortestElement)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, JsonValue.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            int elements = 0;
            while (elements <= MaxElements && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                reader.Skip();
                elements++;
            }

            return elements > MaxElements;
        }
        catch (JsonException)
        {
            // What is no JSON is refused for that, and up to here it has few elements.
            return false;
        }
    }
}
