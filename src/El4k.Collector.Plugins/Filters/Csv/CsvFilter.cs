using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Csv;

/// <summary>Takes a row of comma-separated values apart into fields.</summary>
/// <remarks>Shared by workers: with <c>autodetect_column_names</c> the first event that gets here is the header for all of them.</remarks>
internal sealed class CsvFilter : EventFilter
{
    /// <summary>The tag of an event whose text is no row.</summary>
    public const string FailureTag = "_csvparsefailure";

    /// <summary>The tag of an event with an empty row, with <c>skip_empty_rows</c>.</summary>
    public const string EmptyTag = "_csvskippedemptyfield";

    [ThreadStatic]
    private static List<string?>? _values;

    private readonly CsvFilterOptions _options;
    private readonly PluginLog _log;
    private readonly string _separator;
    private readonly char? _quote;
    private CsvColumns? _columns;

    /// <exception cref="PluginOptionException">A column, the separator or the quote cannot be used.</exception>
    internal CsvFilter(CsvFilterOptions options, PluginContext context)
    {
        _options = options;
        _log = context.Log;
        _separator = options.Separator == @"\t" ? "\t" : options.Separator;
        _quote = options.QuoteChar == @"\x00" ? null : options.QuoteChar is [var single] ? single : throw new PluginOptionException("quote_char", $"\"{options.QuoteChar}\" must be one character, or \\x00 for none");
        if (_separator.Length == 0 || (_quote is { } quote && _separator.Contains(quote)))
        {
            throw new PluginOptionException("separator", $"\"{options.Separator}\" must be at least one character, and not the quote");
        }

        foreach (var name in options.Columns)
        {
            if (name.StartsWith('[') && !context.TryParseField(name, out _, out var error))
            {
                throw new PluginOptionException("columns", error);
            }
        }

        _columns = options.AutodetectColumnNames && options.Columns.Count == 0 ? null : new CsvColumns(options.Columns, options, context.FieldEscapes);
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        var source = target.Get(_options.Source);
        if (source is null or false)
        {
            return false;
        }

        var values = _values ??= [];
        string? error = "the field is no text";
        var isRead = source is string text && CsvRow.TryRead(text, _separator, _quote, values, out _, out error);
        if (!isRead || (values.Count == 0 && !_options.SkipEmptyRows))
        {
            return Fail(target, error ?? "the row is empty");
        }

        if (values.Count == 0)
        {
            target.Tag(EmptyTag);
            return false;
        }

        if (IsHeader(values))
        {
            target.Cancel();
            return false;
        }

        return TrySet(target, values);
    }

    private bool IsHeader(List<string?> values)
    {
        var columns = Volatile.Read(ref _columns);
        if (columns is null)
        {
            return Interlocked.CompareExchange(ref _columns, new CsvColumns([.. values], _options, FieldEscapeStyle.None), null) is null;
        }

        return _options.SkipHeader && columns.Names.Count > 0 && columns.Names.SequenceEqual(values);
    }

    private bool TrySet(Event target, List<string?> values)
    {
        var columns = Volatile.Read(ref _columns)!;
        try
        {
            for (var i = 0; i < values.Count; i++)
            {
                var value = values[i];
                if ((_options.SkipEmptyColumns && string.IsNullOrEmpty(value)) || columns[i] is not { } column)
                {
                    continue;
                }

                target.Set(column.Field, value is not null && column.Type is { } type ? CsvConversion.Convert(value, type) : value);
            }

            return true;
        }
        catch (InvalidFieldException refused)
        {
            return Fail(target, refused.Message);
        }
    }

    private bool Fail(Event target, string reason)
    {
        if (_log.IsEnabled(LogSeverity.Debug))
        {
            _log.Debug($"{_options.Source}: {reason}");
        }

        target.Tag(FailureTag);
        return false;
    }
}
