using System.Text;

namespace El4k.Explorer.QuerySyntax;

/// <summary>Writes text so that Lucene's query syntax takes it as it is.</summary>
internal static class LuceneText
{
    private const string Special = "+-=&|!(){}[]^\"~*?:\\/";

    public static string Phrase(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    public static string Field(string name) => Escape(name, keep: "");

    /// <summary>A single word, quoted where Lucene would see an operator or more than one word.</summary>
    public static string Word(string text) =>
        text is "AND" or "OR" or "NOT" || text.AsSpan().IndexOfAny(" <>") >= 0 ? Phrase(text) : Escape(text, keep: "");

    /// <summary>A pattern whose <c>*</c> and <c>?</c> stay wildcards and whose escaped ones stay escaped.</summary>
    public static string Pattern(string pattern) => Escape(pattern.Replace('<', '?').Replace('>', '?').Replace(' ', '?'), keep: "*?\\");

    private static string Escape(string text, string keep)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (Special.Contains(c, StringComparison.Ordinal) && !keep.Contains(c, StringComparison.Ordinal))
            {
                result.Append('\\');
            }

            result.Append(c);
        }

        return result.ToString();
    }
}
