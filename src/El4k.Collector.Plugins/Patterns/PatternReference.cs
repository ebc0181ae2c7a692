namespace El4k.Collector.Plugins.Patterns;

/// <summary>One <c>%{NAME}</c>, <c>%{NAME:field}</c>, <c>%{NAME:field:type}</c>, each with an optional <c>=definition</c>, inside a grok pattern.</summary>
/// <param name="Name">The pattern referred to.</param>
/// <param name="Capture">Field and type as written after the first colon; null if nothing is captured.</param>
/// <param name="Definition">The expression given in place, or null.</param>
/// <param name="End">The position behind the closing brace.</param>
internal readonly record struct PatternReference(string Name, string? Capture, string? Definition, int End)
{
    /// <summary>Reads the reference at <paramref name="start"/>, where <c>%{</c> stands.</summary>
    /// <returns>False if what follows is no reference; the text is then an ordinary part of the expression.</returns>
    public static bool TryRead(string pattern, int start, out PatternReference reference)
    {
        reference = default;
        var position = start + 2;
        var name = ReadWhile(pattern, ref position, static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (name.Length == 0)
        {
            return false;
        }

        string? capture = null;
        if (position < pattern.Length && pattern[position] == ':')
        {
            position++;
            capture = ReadWhile(pattern, ref position, static c => char.IsLetterOrDigit(c) || "@[]_:.-".Contains(c));
        }

        string? definition = null;
        if (position < pattern.Length && pattern[position] == '=')
        {
            var end = FindClosingBrace(pattern, position + 1);
            if (end < 0)
            {
                return false;
            }

            definition = pattern[(position + 1)..end];
            position = end;
        }

        if (position >= pattern.Length || pattern[position] != '}')
        {
            return false;
        }

        reference = new PatternReference(name, string.IsNullOrEmpty(capture) ? null : capture, definition, position + 1);
        return true;
    }

    private static string ReadWhile(string pattern, ref int position, Func<char, bool> accept)
    {
        var start = position;
        while (position < pattern.Length && accept(pattern[position]))
        {
            position++;
        }

        return pattern[start..position];
    }

    /// <summary>A definition in place may hold braces itself (<c>\d{4}</c>): they nest, and a backslash takes one out of the count.</summary>
    private static int FindClosingBrace(string pattern, int position)
    {
        for (var depth = 0; position < pattern.Length; position++)
        {
            switch (pattern[position])
            {
                case '\\':
                    position++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when depth == 0:
                    return position;
                case '}':
                    depth--;
                    break;
            }
        }

        return -1;
    }
}
