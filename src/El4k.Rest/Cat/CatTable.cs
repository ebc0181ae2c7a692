using System.Text;
using El4k.Rest.Http;
using El4k.Store.Errors;

namespace El4k.Rest.Cat;

/// <summary>Rows of a <c>_cat</c> answer and the parameters all of them share: <c>v h s help format</c>.</summary>
internal sealed class CatTable(IReadOnlyList<CatColumn> columns)
{
    private readonly List<string[]> _rows = [];

    /// <param name="cells">One for each column, in order.</param>
    public void Add(params string[] cells) => _rows.Add(cells);

    public Task WriteAsync(RestRequest request, RestResponse response)
    {
        if (request.Flag("help"))
        {
            return response.WriteTextAsync(200, string.Concat(columns.Select(c => $"{c.Name} | {c.Aliases} | \n")));
        }

        Sort(request.Query("s"));
        var shown = Shown(request.Query("h"));
        return request.Query("format") switch
        {
            "json" => response.WriteAsync(200, json =>
            {
                json.WriteStartArray();
                foreach (var row in _rows)
                {
                    json.WriteStartObject();
                    foreach (var column in shown)
                    {
                        json.WriteString(columns[column].Name, row[column]);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }),
            null or "text" => response.WriteTextAsync(200, Text(shown, request.Flag("v"))),
            var other => throw new StoreException("illegal_argument_exception", 400, $"format [{other}] is not supported here; use text or json"),
        };
    }

    private int[] Shown(string? names)
    {
        if (names is null)
        {
            return [.. Enumerable.Range(0, columns.Count).Where(i => !columns[i].Hidden)];
        }

        // An unknown name is passed over, as the real servers do.
        return [.. names.Split(',').SelectMany(name => Enumerable.Range(0, columns.Count).Where(i => columns[i].IsNamed(name)))];
    }

    private void Sort(string? by)
    {
        foreach (var key in (by ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            var (name, descending) = (key.Split(':')[0], key.EndsWith(":desc", StringComparison.Ordinal));
            var column = Enumerable.Range(0, columns.Count).FirstOrDefault(i => columns[i].IsNamed(name), -1);
            if (column < 0)
            {
                throw new StoreException("unsupported_operation_exception", 400, $"Unable to sort by unknown sort key `{name}`");
            }

            var ordered = _rows.OrderBy(row => long.TryParse(row[column], out var n) ? n : 0).ThenBy(row => row[column], StringComparer.Ordinal).ToList();
            if (descending)
            {
                ordered.Reverse();
            }

            _rows.Clear();
            _rows.AddRange(ordered);
        }
    }

    private string Text(int[] shown, bool header)
    {
        var lines = new List<string[]>();
        if (header)
        {
            lines.Add([.. columns.Select(c => c.Name)]);
        }

        lines.AddRange(_rows);
        var text = new StringBuilder();
        var widths = shown.Select(column => lines.Count == 0 ? 0 : lines.Max(row => row[column].Length)).ToArray();
        foreach (var row in lines)
        {
            for (var i = 0; i < shown.Length; i++)
            {
                var cell = row[shown[i]];
                text.Append(i == 0 ? "" : " ").Append(columns[shown[i]].Right ? cell.PadLeft(widths[i]) : i == shown.Length - 1 ? cell : cell.PadRight(widths[i]));
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
