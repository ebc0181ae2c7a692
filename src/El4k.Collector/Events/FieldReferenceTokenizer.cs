using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Events;

/// <summary>Splits the text of a field reference into names, strictly.</summary>
internal static class FieldReferenceTokenizer
{
    public static bool TryTokenize(
        string text,
        [NotNullWhen(true)] out string[]? names,
        [NotNullWhen(false)] out string? error)
    {
        names = null;
        if (text.Length == 0)
        {
            error = "A field reference must not be empty.";
            return false;
        }

        if (text.IndexOfAny('[', ']') < 0)
        {
            names = [text];
            error = null;
            return true;
        }

        var found = new List<string>();
        if (!TryBracketed(text, found, out int at, out string problem))
        {
            error = $"Illegal field reference \"{text}\": {problem} at character {at + 1}.";
            return false;
        }

        names = [.. found];
        error = null;
        return true;
    }

    private static bool TryBracketed(string text, List<string> names, out int at, out string problem)
    {
        int depth = 0;
        int open = -1;
        bool justClosed = false;
        problem = string.Empty;
        for (at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '[' when open < 0 || open == at - 1:
                    depth++;
                    open = at;
                    justClosed = false;
                    break;
                case '[':
                    problem = "'[' inside a name";
                    return false;
                case ']' when depth == 0:
                    problem = "']' without '['";
                    return false;
                case ']' when open == at - 1:
                    problem = "an empty name";
                    return false;
                case ']':
                    if (open >= 0)
                    {
                        names.Add(text[(open + 1)..at]);
                    }
                    else if (!justClosed)
                    {
                        problem = "']' without a name";
                        return false;
                    }

                    depth--;
                    open = -1;
                    justClosed = true;
                    break;
                default:
                    if (open < 0)
                    {
                        problem = "text outside of brackets";
                        return false;
                    }

                    break;
            }
        }

        if (depth != 0)
        {
            problem = "a '[' that is never closed";
            return false;
        }

        return true;
    }
}
