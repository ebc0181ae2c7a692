using El4k.Collector.Expressions.Oniguruma;

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>Finds pairs with one expression made of the options: for patterns, and for what <see cref="CharacterPairScanner"/> leaves to it.</summary>
internal sealed class PatternPairScanner : IPairScanner
{
    // What may be quoted: a backslash and anything but a line end count as one.
    private const string Escaped = @"\\.";

    private readonly TimedRegex _pairs;
    private readonly TimedRegex _signs;

    /// <exception cref="PluginOptionException">A pattern or a set of characters is no expression.</exception>
    public PatternPairScanner(KvOptions options, TimeSpan timeout)
    {
        Check("field_split_pattern", options.FieldSplitPattern);
        Check("value_split_pattern", options.ValueSplitPattern);
        if (!OnigurumaExpression.TryParse(ExpressionFor(options), out var expression, out var error))
        {
            var option = options.ValueSplitPattern is not null ? "value_split_pattern" : options.FieldSplitPattern is not null ? "field_split_pattern" : "field_split";
            throw new PluginOptionException(option, error);
        }

        _pairs = new TimedRegex(expression, timeout);
        _signs = new TimedRegex(OnigurumaExpression.Parse(SignFor(options)), timeout);
    }

    /// <inheritdoc/>
    public void Scan(string text, PairCollector pairs)
    {
        // A key is tried at every place and as long as it can be: without a sign anywhere that would take time that grows with the square of the text.
        if (_signs.Match(text).Success)
        {
            Scan(text, 0, pairs);
        }
    }

    /// <summary>Finds the pairs from a place on.</summary>
    public void Scan(string text, int from, PairCollector pairs)
    {
        var numbers = _pairs.GroupNumbers;
        for (var match = _pairs.Match(text, from); match.Success; match = match.NextMatch())
        {
            pairs.CheckTime();
            var value = ReadOnlySpan<char>.Empty;
            for (var i = 1; i < numbers.Count; i++)
            {
                if (match.Groups[numbers[i]] is { Success: true } group)
                {
                    value = group.ValueSpan;
                    break;
                }
            }

            pairs.Add(match.Groups[numbers[0]].ValueSpan, value);
        }
    }

    private static string ExpressionFor(KvOptions options)
    {
        var field = options.FieldSplitPattern is { } pattern ? $"(?:{pattern})" : $"[{options.FieldSplit}]";
        var sign = SignFor(options);
        var split = options.Whitespace == KvWhitespace.Lenient ? $"(?: *{sign} *)" : sign;
        var key = options.FieldSplitPattern is null && options.ValueSplitPattern is null
            ? $"(?:{Escaped}|[^[{options.ValueSplit}][{options.FieldSplit}]])+"
            : $"(?:(?!{split}|{field})(?:{Escaped}|.))+";
        var unquoted = options.FieldSplitPattern is null
            ? $"(?:{Escaped}|[^[{options.FieldSplit}]])+"
            : $"(?:(?!{field})(?:{Escaped}|.))+";
        string[] values =
        [
            Quoted("double", "\"", "\""),
            Quoted("single", "'", "'"),
            .. options.IncludeBrackets ? [Quoted("round", @"\(", @"\)"), Quoted("square", @"\[", @"\]"), Quoted("pointed", "<", ">")] : Array.Empty<string>(),
            $"(?<unquoted>{unquoted})",
        ];
        return $"(?<key>{key}){split}(?:{string.Join('|', values)})?(?:{field}|$)";
    }

    private static string SignFor(KvOptions options) => options.ValueSplitPattern is { } pattern ? $"(?:{pattern})" : $"[{options.ValueSplit}]";

    private static string Quoted(string name, string open, string close) => $"{open}(?<{name}>(?:{Escaped}|[^{close}])+)?{close}";

    private static void Check(string option, string? pattern)
    {
        if (pattern is { Length: 0 })
        {
            throw new PluginOptionException(option, "is empty: leave it out, or give an expression");
        }

        if (pattern is not null && !OnigurumaExpression.TryParse(pattern, out _, out var error))
        {
            throw new PluginOptionException(option, error);
        }
    }
}
