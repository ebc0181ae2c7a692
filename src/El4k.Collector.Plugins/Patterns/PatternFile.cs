namespace El4k.Collector.Plugins.Patterns;

/// <summary>Reads the text format of pattern files: <c>NAME expression</c>, one a line; blank lines and lines that begin with # are skipped.</summary>
internal static class PatternFile
{
    /// <summary>Reads one file, or all files of a folder whose names fit <paramref name="glob"/>, by name: a later file wins.</summary>
    /// <exception cref="FileNotFoundException">There is neither a file nor a folder at <paramref name="path"/>.</exception>
    /// <exception cref="FormatException">A line has a name and no expression.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadAll(string path, string glob)
    {
        var files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, glob).Order(StringComparer.Ordinal)
            : File.Exists(path) ? Enumerable.Repeat(path, 1) : throw new FileNotFoundException($"there is no file or folder '{path}'");
        var definitions = new List<KeyValuePair<string, string>>();
        foreach (var file in files)
        {
            using var reader = new StreamReader(file);
            definitions.AddRange(Read(reader, file));
        }

        return definitions;
    }

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
