namespace El4k.Testing;

/// <summary>Reads tables of behaviour: one case a line, columns divided by ⇶, comments begin with #.</summary>
/// <remarks>
/// Files end in <c>.cases</c>, lie beside the test that reads them and are copied to the output folder. Blanks around a column are dropped.
/// </remarks>
public static class CaseFile
{
    private const char Separator = '⇶';

    /// <summary>The rows as arguments of a theory: first where the row stands (<c>mutate.cases:12</c>), then its columns.</summary>
    /// <param name="path">The file, relative to the test project.</param>
    /// <param name="columns">How many columns every row must have.</param>
    /// <exception cref="InvalidDataException">A row has another number of columns, or the file has no row.</exception>
    public static IReadOnlyList<object[]> Rows(string path, int columns)
    {
        var rows = new List<object[]>();
        var lineNumber = 0;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, path)))
        {
            lineNumber++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            var where = $"{Path.GetFileName(path)}:{lineNumber}";
            var cells = line.Split(Separator, StringSplitOptions.TrimEntries);
            if (cells.Length != columns)
            {
                throw new InvalidDataException($"{where} has {cells.Length} columns instead of {columns}.");
            }

            rows.Add([where, .. cells]);
        }

        return rows.Count > 0 ? rows : throw new InvalidDataException($"{path} has no case.");
    }
}
