namespace El4k.Collector.Plugins.Filters.Grok;

/// <summary>Reads the text format of pattern files: <c>NAME expression</c>, one a line; blank lines and lines that begin with # are skipped.</summary>
internal static class PatternFile
{
    /// <exception cref="FormatException">A line has a name and no expression. The message names <paramref name="origin"/> and the line.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Read(TextReader reader, string origin)
    {
        var lineNumber = 0;
        while (reader.ReadLine() is { } line)
        {
            lineNumber++;
            var text = line.AsSpan().TrimStart();
            if (text.IsEmpty || text[0] == '#')
            {
                continue;
            }

            var blank = text.IndexOfAny(' ', '\t');
            var expression = blank < 0 ? default : text[(blank + 1)..].TrimStart();
            if (expression.IsEmpty)
            {
                throw new FormatException($"{origin}, line {lineNumber}: expected a pattern name, a blank and an expression, found '{text}'");
            }

            yield return KeyValuePair.Create(text[..blank].ToString(), expression.ToString());
        }
    }
}
