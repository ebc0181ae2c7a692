using System.Buffers;
using System.Text.Json;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Looks through the texts of a JSON value that has not been decoded, so that it need not be when nothing is in it.</summary>
internal static class NestedTexts
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = JsonValue.MaxDepth };

    /// <summary>Whether nothing is in any of the texts.</summary>
    /// <param name="json">A valid JSON object or array.</param>
    /// <param name="fieldHint">What the name of its field says.</param>
    /// <param name="scanner">Looks at each text.</param>
    public static bool HaveNone(ReadOnlySpan<byte> json, FieldHint fieldHint, TextScanner scanner)
    {
        // Quotes end words as blanks do, so what is in none of the bytes is in none of the texts; only escapes hide something.
        if (!json.Contains((byte)'\\') && scanner.HasNone(json, FieldHint.Phone))
        {
            return true;
        }

        var reader = new Utf8JsonReader(json, ReaderOptions);
        var hint = fieldHint;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                hint = FieldHints.Of(reader.ValueSpan);
            }
            else if (reader.TokenType == JsonTokenType.String && !IsClean(ref reader, hint, scanner))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsClean(ref Utf8JsonReader reader, FieldHint hint, TextScanner scanner)
    {
        if (!reader.ValueIsEscaped)
        {
            return scanner.HasNone(reader.ValueSpan, hint);
        }

        var rented = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return scanner.HasNone(rented.AsSpan(0, reader.CopyString(rented)), hint);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which only this reader refuses: the value is decoded and looked through then.
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
