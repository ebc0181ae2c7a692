using System.Globalization;
using System.Text;

namespace El4k.Collector.Plugins.Filters.Fingerprint;

/// <summary>The punctuation and symbols of a text, in order: lines made by the same code have the same.</summary>
internal sealed class PunctuationFingerprint : IFingerprint
{
    /// <inheritdoc/>
    public object Of(ReadOnlySpan<byte> text, long? integer)
    {
        var kept = new StringBuilder();
        Span<char> units = stackalloc char[2];
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            text = text[length..];
            if (IsPunctuation(Rune.GetUnicodeCategory(rune)))
            {
                kept.Append(units[..rune.EncodeToUtf16(units)]);
            }
        }

        return kept.ToString();
    }

    private static bool IsPunctuation(UnicodeCategory category) =>
        category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol;
}
